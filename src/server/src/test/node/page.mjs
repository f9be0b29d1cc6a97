// The page for a billing manager, through ten flows in a real browser. Usage: node page.mjs BASE [SCREENSHOT_FOLDER]
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { accessibility, open } from './browser.mjs';

const [base, shots] = process.argv.slice(2);
assert.ok(base, 'name the address of the server');
if (shots) mkdirSync(shots, { recursive: true });
const { browser, page, faults } = await open();

const rows = () => page.locator('#lines tbody tr').allInnerTexts();
const cells = async () => (await rows()).map((row) => row.split('\t').map((c) => c.trim()));
const picture = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });

/** Types a drug, waits for the list, and takes the entry with that code. */
async function drug(text, code) {
  await page.fill('#drug', text);
  await page.locator('#drug-list li', { hasText: code }).first().click();
}

async function fill({ date, dose, size, count, waste = 'vials', discarded, payer, place }) {
  if (date) await page.fill('#date', date);
  if (dose) await page.fill('#dose', dose);
  if (size !== undefined) await page.fill('#size-1', size);
  if (count) await page.fill('#count-1', count);
  await page.check(`[name=waste][value=${waste}]`);
  if (discarded) await page.fill('#discarded', discarded);
  if (payer) await page.selectOption('#payer', payer);
  if (place) await page.selectOption('#place', place);
}

async function submit() {
  const answered = page.waitForResponse((r) => r.url().includes('$price-units'));
  await page.click('#submit');
  await answered;
  await page.waitForFunction(() => document.activeElement.id === 'answer-title');
}

const FLOWS = {
  'a whole vial by brand': async () => {
    await drug('lemtrada', '58468020001');
    await page.waitForFunction(() => document.getElementById('size-1').value === '12');
    await fill({ date: '2024-05-01', dose: '12' });
    await submit();
    const [line] = await cells();
    assert.deepEqual(line.slice(0, 3), ['J0202', 'JZ', '12']);
    assert.match(line[3], /^58468020001/);
    assert.match(await page.innerText('#total'), /^\$28,170/);
  },
  'the rest of a vial on a line of its own': async () => {
    await drug('J9010', 'J9010');
    await fill({ date: '2012-03-02', dose: '10', size: '30' });
    await submit();
    assert.deepEqual((await cells()).map((c) => c.slice(0, 3)), [['J9010', '–', '1'], ['J9010', 'JW', '2']]);
    assert.match(await page.getAttribute('#vial-bar svg', 'aria-label'), /30 mg opened: 10 mg given to the patient, 20 mg discarded and billed/);
    assert.match(await page.innerText('#working'), /ceil\(10 \/ 10\)[\s\S]*Source/);
    assert.deepEqual(await accessibility(page), []);
    await picture('wide');
  },
  'what rounding bills is drawn': async () => {
    await drug('J9035', 'J9035');
    await fill({ date: '2024-01-10', dose: '77', size: '100' });
    await submit();
    assert.match(await page.getAttribute('#vial-bar svg', 'aria-label'), /77 mg given to the patient, 3 mg billed by rounding up, 20 mg discarded and billed/);
  },
  'a stated amount of waste': async () => {
    await drug('J0202', 'J0202');
    await fill({ date: '2024-05-01', dose: '10', size: '12', waste: 'stated', discarded: '2' });
    await submit();
    assert.deepEqual((await cells()).map((c) => c.slice(0, 3)), [['J0202', '–', '10'], ['J0202', 'JW', '2']]);
  },
  'waste that is not known': async () => {
    await drug('J0202', 'J0202');
    await fill({ date: '2024-05-01', dose: '10', waste: 'unknown' });
    await submit();
    assert.deepEqual((await cells())[0].slice(0, 3), ['J0202', '–', '10']);
    assert.match(await page.innerText('#notes'), /waste-unknown/);
  },
  'another payer': async () => {
    await drug('J0202', 'J0202');
    await fill({ date: '2024-05-01', dose: '10', size: '12', payer: 'cigna' });
    await submit();
    assert.match(await page.innerText('#notes'), /payer-rule-not-published/);
    await page.selectOption('#payer', 'medicare');
  },
  'an ended code, and the button to the one that followed it': async () => {
    await drug('J9010', 'J9010');
    await fill({ date: '2016-01-01', dose: '30', size: '30' });
    await submit();
    assert.match(await page.innerText('#refusals'), /J9010 ended on 2015-12-31/);
    assert.deepEqual(await rows(), []);
    await picture('refusal');
    await page.click('#use-successor');
    await page.waitForFunction(() => document.querySelector('#lines tbody tr'));
    assert.deepEqual((await cells())[0].slice(0, 3), ['J0202', '–', '30']);
  },
  'a dose beyond the vials is refused with what to do': async () => {
    await drug('J0202', 'J0202');
    await fill({ date: '2024-05-01', dose: '20', size: '12' });
    await submit();
    assert.match(await page.innerText('#refusals'), /Correct the dose, or state every container/);
    await page.fill('#dose', 'ten');
    await page.click('#submit');
    assert.equal(await page.getAttribute('#dose', 'aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'dose');
  },
  'all by keyboard, and the copies': async () => {
    await page.focus('#drug');
    await page.fill('#drug', 'alemtuzumab, 1');
    await page.waitForFunction(() => !document.getElementById('drug-list').hidden);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /^(J0202|Q9979)$/.test(document.getElementById('drug').value));
    await page.fill('#drug', 'J0202');
    await fill({ date: '2024-05-01', dose: '12', size: '12' });
    await page.focus('#dose');
    const answered = page.waitForResponse((r) => r.url().includes('$price-units'));
    await page.keyboard.press('Enter');
    await answered;
    await page.waitForFunction(() => document.querySelector('#lines tbody tr'));
    await page.click('#copy-fhir');
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.resourceType, 'Parameters');
    await page.click('#copy-curl');
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^curl -s 'http[\s\S]*price-units/);
  },
  'the history of a code': async () => {
    await page.click('#to-history');
    await page.click('#history-form button');
    await page.waitForSelector('#price-plot');
    assert.match(await page.getAttribute('#lives', 'aria-label'), /J9010 from 2003-01-01 to 2015-12-31/);
    assert.ok((await page.locator('#history-answer details tbody tr').count()) > 10);
    assert.deepEqual(await accessibility(page), []);
    await picture('history');
    await page.fill('#history-code', 'Z9999');
    await page.click('#history-form button');
    await page.waitForSelector('#history-answer .issue');
  },
};

let failed = 0;
await page.goto(base);
await page.waitForFunction(() => document.querySelectorAll('#payer option').length > 5);
for (const [name, flow] of Object.entries(FLOWS)) {
  try {
    await page.goto(`${base}/#price`);
    await flow();
  } catch (fault) {
    failed++;
    console.error(`${name}: ${fault.stack}`);
  }
}
await page.setViewportSize({ width: 360, height: 740 });
await page.goto(`${base}/#price`);
await drug('J9010', 'J9010');
await fill({ date: '2012-03-02', dose: '10', size: '30' });
await submit();
assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page is wider than a phone');
await picture('phone');
await browser.close();
faults.forEach((fault) => console.error(fault));
console.log(`Flows: ${Object.keys(FLOWS).length}, failed: ${failed}, console errors: ${faults.length}`);
process.exit(failed === 0 && faults.length === 0 ? 0 : 1);
