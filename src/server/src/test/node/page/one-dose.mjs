// One dose: its fields, its answer, the choices, the payers, the link and the list of the last.
import assert from 'node:assert/strict';
import { accessibility } from '../browser.mjs';

export const oneDose = ({ base, browser, page, picture, faults }) => {
  const rows = () => page.locator('#lines-of-dose tbody tr').allInnerTexts();
  const cells = async () => (await rows()).map((row) => row.split('\t').map((c) => c.trim()));

  /** Types a drug, waits for the list, and takes the entry with that text. */
  async function drug(text, entry) {
    await page.fill('#drug', text);
    await page.locator('#drug-list li', { hasText: entry }).first().click();
  }

  async function fill({ date, dose, size, count, waste = 'vials', discarded, payer }) {
    if (date) await page.fill('#date', date);
    if (dose) await page.fill('#dose', dose);
    if (size !== undefined) await page.fill('#size-1', size);
    if (count) await page.fill('#count-1', count);
    await page.check(`[name=waste][value=${waste}]`);
    if (discarded) await page.fill('#discarded', discarded);
    if (payer) await page.selectOption('#payer', payer);
  }

  async function submit(press = () => page.click('#submit')) {
    const answered = page.waitForResponse((r) => r.url().includes('$price-units'));
    await press();
    await answered;
    await page.waitForFunction(() => document.activeElement.id === 'answer-title');
  }

  return {
    'a whole vial by brand: one line first': async () => {
      await drug('keytruda', '0006-3026-02');
      assert.match(await page.innerText('#drug-chosen'), /Keytruda \(pembrolizumab\), J9271, 1 mg a unit, 100 mg\/4 mL, NDC 0006-3026-02; single-dose by FDA/);
      assert.equal(await page.inputValue('#size-1'), '100');
      await fill({ date: '2025-05-01', dose: '200', count: '2' });
      await submit();
      assert.equal(await page.innerText('#answer-title'), 'Bill J9271-JZ x 200 = $11,869.80');
      const [line] = await cells();
      assert.deepEqual(line.slice(0, 4), ['J9271', 'JZ', '200', '00006302602, 8 ML']);
      const said = await page.innerText('main');
      assert.doesNotMatch(said, /\[U\]|billingCode|dosage\.|provider-unknown|coverage is not stated/);
      assert.equal(await page.locator('text=are not asked here').count(), 1);
      assert.deepEqual(await accessibility(page), []);
      await picture('one-dose');
    },
    'the rest of a vial on a line of its own, and more than half of it is confirmed': async () => {
      await drug('J9010', 'J9010');
      await fill({ date: '2012-03-02', dose: '10', size: '30' });
      await page.click('#submit');
      assert.match(await page.innerText('#confirm'), /20 mg of 30 mg would be discarded: more than half\. Is that right\?/);
      assert.equal(await page.isVisible('#answer'), false);
      await picture('confirm');
      await submit(() => page.click('#confirm-discard'));
      assert.deepEqual((await cells()).map((c) => c.slice(0, 3)), [['J9010', '–', '1'], ['J9010', 'JW', '2']]);
      assert.match(await page.innerText('#answer-title'), /^Bill J9010 x 1 and J9010-JW x 2/);
      assert.match(await page.getAttribute('#vial-bar svg', 'aria-label'), /30 mg opened: 10 mg given to the patient, 20 mg discarded and billed/);
      await page.waitForSelector('#working:not([hidden])');
      assert.equal(await page.locator('#working').getAttribute('open'), null);
      await page.click('#working summary');
      const why = await page.innerText('#working');
      assert.match(why, /\(10 \/ 10, rounded up\) = 1[\s\S]*Source/);
      assert.equal(why.match(/Rule R1\./g).length, 1);
      await picture('one-dose-why');
    },
    'what rounding bills is drawn': async () => {
      await drug('J9035', 'J9035');
      await fill({ date: '2024-01-10', dose: '77', size: '100' });
      await submit();
      assert.match(await page.getAttribute('#vial-bar svg', 'aria-label'), /77 mg given to the patient, 3 mg billed by rounding up, 20 mg discarded and billed/);
      await page.waitForSelector('#working:not([hidden])');
      await page.click('#working summary');
      await picture('rounding');
    },
    'a stated amount of waste, and waste that is not known': async () => {
      await drug('J0202', 'J0202');
      await fill({ date: '2024-05-01', dose: '10', size: '12', waste: 'stated', discarded: '2' });
      await submit();
      assert.deepEqual((await cells()).map((c) => c.slice(0, 3)), [['J0202', '–', '10'], ['J0202', 'JW', '2']]);
      await fill({ waste: 'unknown' });
      await submit();
      assert.deepEqual((await cells())[0].slice(0, 3), ['J0202', '–', '10']);
      assert.match(await page.innerText('#notes'), /waste unknown/);
    },
    'faults are said in words at the field, and ambiguous numbers are asked': async () => {
      await page.click('#submit');
      assert.match(await page.innerText('#drug-fault'), /Enter a code, a name or an NDC/);
      assert.match(await page.innerText('#dose-fault'), /Enter a number/);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'drug');
      await page.fill('#drug', 'J9271');
      await fill({ date: '2025-05-01', dose: '1,5', size: '100' });
      await page.click('#submit');
      assert.match(await page.innerText('#dose-fault'), /Is it 1\.5 or 15\?/);
      assert.match(await page.getAttribute('#dose', 'aria-describedby'), /dose-fault/);
      assert.deepEqual(await accessibility(page), []);
      await picture('faults');
      await page.locator('#dose-fault button', { hasText: /^15$/ }).click();
      assert.equal(await page.inputValue('#dose'), '15');
      await page.fill('#dose', '1,200');
      await fill({ count: '12' });
      await submit();
      assert.match(await page.innerText('#answer-title'), /^Bill J9271-JZ x 1,200/);
    },
    'the day of the form is the day of this computer': async () => {
      for (const [timezoneId, day] of [['Pacific/Kiritimati', '2025-01-01'], ['Pacific/Pago_Pago', '2024-12-30']]) {
        const context = await browser.newContext({ timezoneId });
        const other = await context.newPage();
        await other.clock.setFixedTime(new Date('2024-12-31T10:30:00Z'));
        await other.goto(base);
        await other.waitForSelector('body[data-ready]');
        assert.equal(await other.inputValue('#date'), day);
        await context.close();
      }
    },
    'an ended code, and the button to the one that followed it': async () => {
      await drug('J9010', 'J9010');
      await fill({ date: '2016-01-01', dose: '30', size: '30' });
      await submit();
      assert.equal(await page.innerText('#answer-title'), 'Not billed');
      assert.match(await page.innerText('#refusals'), /J9010 ended on 2015-12-31[\s\S]*J0202 bills this dose as 30 units/);
      assert.deepEqual(await rows(), []);
      await picture('refusal');
      await page.click('[data-code=J0202]');
      await page.waitForFunction(() => document.querySelector('#lines-of-dose tbody tr'));
      assert.deepEqual((await cells())[0].slice(0, 3), ['J0202', '–', '30']);
    },
    'a dose beyond the vials is refused with what to do': async () => {
      await page.fill('#drug', 'J0202');
      await fill({ date: '2024-05-01', dose: '20', size: '12' });
      await submit();
      assert.match(await page.innerText('#refusals'), /Correct the dose, or state every container/);
    },
    'a button for each code that fits': async () => {
      await page.route('**/MedicationAdministration/$price-units', async (route) => {
        const answer = await (await route.fetch()).json();
        const candidate = (code, brand) => ({ url: 'https://price-units.github.io/fhir/StructureDefinition/candidate', extension: [{ url: 'code', valueCoding: { code } }, { url: 'brand', valueString: brand }] });
        answer.parameter = answer.parameter.filter((p) => p.name !== 'claim').map((p) => (p.name !== 'outcome' ? p : { name: 'outcome', resource: { resourceType: 'OperationOutcome', issue: [{
          severity: 'error', code: 'multiple-matches', extension: [candidate('J0202', 'Lemtrada'), candidate('J9035', 'Avastin')], expression: ['Parameters.parameter[2].resource.medication'],
          details: { coding: [{ code: 'code-ambiguous' }], text: 'On 2024-05-01 the drug could be billed with J0202 or J9035. Name one with billingCode.' } }] } }));
        await route.fulfill({ json: answer });
      }, { times: 1 });
      await page.fill('#drug', 'J0202');
      await fill({ date: '2024-05-01', dose: '12', size: '12' });
      await submit();
      assert.deepEqual(await page.locator('#refusals button').allInnerTexts(), ['Use J0202 (Lemtrada)', 'Use J9035 (Avastin)']);
      await page.click('[data-code=J0202]');
      await page.waitForFunction(() => document.querySelector('#lines-of-dose tbody tr'));
    },
    'by keyboard: no stale choice, one search for what was typed last': async () => {
      const asked = [];
      page.on('request', (r) => r.url().includes('$expand') && r.postData()?.includes('drugs') && asked.push(r.postData()));
      await page.focus('#drug');
      await page.keyboard.type('keytruda', { delay: 20 });
      await page.waitForSelector('#drug-list li');
      assert.equal(asked.length, 1);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.type('x');
      await page.keyboard.press('Enter');
      assert.equal(await page.inputValue('#drug'), 'keytrudax');
      await page.fill('#drug', 'lemtrada');
      await page.waitForSelector('#drug-list li');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.match(await page.inputValue('#drug'), /^58468/);
      await page.keyboard.press('Tab');
      await page.fill('#date', '2024-05-01');
      await page.fill('#dose', '12');
      await page.focus('#dose');
      await submit(() => page.keyboard.press('Enter'));
      assert.match(await page.innerText('#answer-title'), /^Bill J0202-JZ x 12 = \$28,170/);
    },
    'all payers side by side in one call': async () => {
      await page.fill('#drug', 'J0202');
      await fill({ date: '2024-05-01', dose: '10', size: '12' });
      const calls = [];
      page.on('request', (r) => r.method() === 'POST' && r.postData()?.includes('$price-units') && calls.push(r.url()));
      await page.click('#compare');
      await page.waitForSelector('#all-payers tbody tr');
      const all = await page.locator('#all-payers tbody tr').allInnerTexts();
      assert.equal(calls.length, 1);
      assert.ok(all.length >= 10);
      assert.ok(all.some((row) => /Medicare Part B \(chosen\)|chosen/.test(row) && /J0202 x 10, J0202-JW x 2/.test(row)));
      assert.ok(all.some((row) => /Idaho/.test(row) && /not billed/.test(row) && /No rules of Blue Cross of Idaho, 2012 are in force on 2024-05-01/.test(row)));
      assert.deepEqual(await accessibility(page), []);
      await picture('payers');
      await page.locator('#all-payers button', { hasText: 'Cigna' }).click();
      await page.waitForSelector('#answer:not([hidden])');
      assert.equal(await page.inputValue('#payer'), 'cigna');
    },
    'a link restores the form, the last doses stay in the browser, and no address holds what was typed': async () => {
      const addresses = [];
      page.on('request', (r) => addresses.push(r.url()));
      await page.evaluate(() => localStorage.clear());
      await drug('keytruda', '0006-3026-02');
      await fill({ date: '2025-05-01', dose: '150', count: '2', payer: 'premera' });
      await submit();
      await page.click('#copy-link');
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const said = await page.innerText('#answer-title');
      assert.match(link, /#price\?/);
      await page.goto('about:blank');
      await page.goto(link);
      await page.waitForSelector('#answer:not([hidden])');
      assert.equal(await page.innerText('#answer-title'), said);
      assert.deepEqual([await page.inputValue('#drug'), await page.inputValue('#dose'), await page.inputValue('#count-1'), await page.inputValue('#payer')], ['00006302602', '150', '2', 'premera']);
      await page.click('#kept summary');
      assert.match(await page.innerText('#kept-list'), /2025-05-01: J9271 x 150/);
      await picture('kept');
      await page.click('#clear-kept');
      assert.equal(await page.isVisible('#kept'), false);
      assert.equal(await page.evaluate(() => localStorage.getItem('price-units.doses')), '[]');
      for (const address of addresses) assert.doesNotMatch(address.split('#')[0], /keytruda|00006302602|150|premera|2025-05-01/i);
    },
    'the server away is said, and nothing typed is lost': async () => {
      await page.fill('#drug', 'J0202');
      await fill({ date: '2024-05-01', dose: '12', size: '12' });
      await page.route('**/fhir/**', (route) => route.abort('connectionrefused'));
      await page.click('#submit');
      await page.waitForSelector('#try-again');
      assert.match(await page.innerText('#away'), /cannot be reached\. What you typed is still here/);
      assert.equal(await page.inputValue('#dose'), '12');
      await picture('away');
      await page.unroute('**/fhir/**');
      await submit(() => page.click('#try-again'));
      assert.equal((await page.innerText('#away')).trim(), '');
      // The failures were meant.
      faults.length = 0;
    },
    'the copies': async () => {
      await page.fill('#drug', 'J0202');
      await fill({ date: '2024-05-01', dose: '12', size: '12' });
      await submit();
      await page.click('#for-developers summary');
      const copied = async (id) => { await page.click(id); await page.waitForTimeout(50); return page.evaluate(() => navigator.clipboard.readText()); };
      assert.match(await copied('#copy-line'), /^Bill J0202-JZ x 12 = \$/);
      assert.equal(JSON.parse(await copied('#copy-fhir')).resourceType, 'Parameters');
      assert.match(await copied('#copy-curl'), /^curl -s 'http[\s\S]*price-units/);
    },
    'in a browser of another language the search finds the same': async () => {
      const context = await browser.newContext({ locale: 'de-DE' });
      const other = await context.newPage();
      await other.goto(base);
      await other.waitForSelector('body[data-ready]');
      await other.fill('#drug', 'pembrolizumab');
      await other.waitForSelector('#drug-list li');
      assert.match(await other.innerText('#drug-list'), /J9271[\s\S]*Keytruda \(pembrolizumab\)/);
      await other.fill('#dose', '1,200');
      await other.fill('#drug', 'J9271');
      await other.click('#submit');
      assert.match(await other.innerText('#dose-fault'), /Is it 1,200 or 1\.2\?/);
      await other.locator('#dose-fault button', { hasText: '1,200' }).click();
      assert.equal(await other.inputValue('#dose'), '1200');
      await context.close();
    },
  };
};
