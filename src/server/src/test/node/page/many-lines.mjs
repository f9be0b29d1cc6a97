// Many lines: the grid, a file, the worklist, and what is taken away.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibility } from '../browser.mjs';

const SHEET = [
  'Date\tDrug\tDose\tUnit\tVials\tDiscarded',
  '5/1/2025\t0006-3026-02\t200\tmg\t2 x 100\t',
  '2025-05-01\tJ9035\t77\tmg\t1 x 100\t',
  '5/1/2024\tJ0202\t1,5\tmg\t1 x 12\t',
  '1/1/2016\tJ9010\t30\tmg\t1 x 30\t',
  '1/4/2016\tJ9010\t30\tmg\t1 x 30\t',
  '5/1/2025\tKeytruda\t60\tmg\t1 x 150\t',
  '5/1/2025\tJ9271\t200\tvials\t2 x 100\t',
].join('\n');

export const manyLines = ({ page, picture }) => {
  const beside = (row) => page.locator(`#grid tbody tr:nth-child(${row}) .beside`).innerText();

  async function paste(text) {
    await page.click('#to-lines');
    await page.evaluate((t) => navigator.clipboard.writeText(t), text);
    await page.focus('#cell-1-date');
    await page.keyboard.press('Control+V');
    await page.waitForFunction(() => document.getElementById('cell-1-drug').value !== '');
  }

  async function price(click = () => page.click('#price-lines')) {
    await page.evaluate(() => { document.getElementById('run-title').textContent = ''; });
    await click();
    await page.waitForFunction(() => /billed on/.test(document.getElementById('run-title').textContent));
  }

  async function downloaded(id) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(id)]);
    return readFileSync(await file.path(), 'utf8');
  }

  return {
    'rows of a spreadsheet are pasted, wrong cells are marked in words, results stand beside': async () => {
      await paste(SHEET);
      await price();
      assert.match(await beside(1), /^Bill J9271-JZ x 200 = \$11,869\.80/);
      assert.match(await beside(2), /^Bill J9035 x 8 and J9035-JW x 2/);
      assert.match(await beside(3), /^Dose: Is it 1\.5 or 15\?/);
      assert.match(await page.innerText('#run-title'), /^2 of 4 records billed on 3 lines = \$12,597\.08; 3 rows wait for a correction/);
      assert.match(await page.innerText('#cell-3-dose-fault'), /Is it 1\.5 or 15\?/);
      assert.match(await beside(4), /J9010 ended on 2015-12-31/);
      assert.match(await page.getAttribute('#cell-6-discarded', 'aria-describedby'), /cell-6-discarded-fault/);
      assert.match(await page.innerText('#cell-6-discarded-fault'), /90 mg of 150 mg would be discarded: more than half/);
      assert.match(await page.innerText('#cell-7-unit-fault'), /The unit vials is not known\. Write mg/);
      assert.deepEqual(await accessibility(page), []);
      await picture('grid');
      await price(() => page.click('#cell-6-discarded-fault .confirm'));
      assert.match(await beside(6), /^Bill J9271 x 60 and J9271-JW x 90/);
    },
    'the worklist by reason, with one button for all records of a reason': async () => {
      await paste(SHEET);
      await price();
      const reason = page.locator('#worklist [data-code=code-terminated]');
      assert.match(await reason.innerText(), /Code ended before the date of service: 2 records[\s\S]*Row 4[\s\S]*Row 5/);
      assert.equal(await reason.locator('.choose').innerText(), 'Use J0202 for 2 records');
      await picture('worklist');
      await reason.locator('button.link', { hasText: 'Row 5' }).click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'cell-5-drug');
      await price(() => reason.locator('.choose').click());
      assert.match(await beside(4), /^Bill J0202 x 30/);
      assert.equal(await page.locator('#worklist [data-code=code-terminated]').count(), 0);
    },
    'rows of one patient and day are rounded once': async () => {
      await paste(['5/1/2025\tJ9035\t15\tmg\t\tunknown\tA', '5/1/2025\tJ9035\t15\tmg\t\tunknown\tA', '5/1/2025\tJ9035\t15\tmg\t\tunknown\t'].join('\n'));
      await price();
      assert.match(await beside(1), /^Bill J9035 x 3/);
      assert.match(await beside(2), /Billed with the other doses of that patient and day/);
      assert.match(await beside(3), /^Bill J9035 x 2/);
      await page.fill('#cell-2-dose', '1,5');
      await price();
      assert.match(await beside(1), /Waits for the marked cell of row 2, of the same patient/);
      await price(() => page.locator('#cell-2-dose-fault button', { hasText: /^15$/ }).click());
      assert.match(await beside(1), /^Bill J9035 x 3/);
    },
    'CSV, a table, FHIR, and the claim form with the shaded NDC line': async () => {
      await paste(SHEET);
      await price();
      const csv = await downloaded('#save-csv');
      assert.match(csv, /^Record,Date,Code,Modifiers,Units,NDC and quantity,Price of a unit,Line,What to know,Patient,Drug,Payer,Place of service\r\n/);
      assert.match(csv, /Row 1,2025-05-01,J9271,JZ,200,"00006302602, 8 ML",59\.349,11869\.8,,,0006-3026-02,Medicare Part B,11 Office\r\n/);
      assert.match(csv, /Row 4,2016-01-01,,,,,,,/);
      const bundle = JSON.parse(await downloaded('#save-fhir'));
      assert.ok(bundle.entry.every((e) => e.resource.resourceType === 'Claim'));
      await page.click('#copy-table');
      await page.waitForFunction(() => document.getElementById('run-said').textContent === 'Copied.');
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Row 1\t2025-05-01\tJ9271\tJZ\t200\t00006302602, 8 ML/);
      await page.click('#show-form');
      const form = await page.innerText('#claim-form');
      assert.match(form, /^Lines as on a CMS-1500\s+Medicare Part B, place of service 11 Office\./);
      assert.match(form, /24D[\s\S]*24G[\s\S]*N400006302602 ML8\s+05 01 25\s+05 01 25\s+11\s+J9271\s+JZ\s+11869 80\s+200/);
      assert.deepEqual(await accessibility(page), []);
      await picture('claim-form');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.isVisible('#downloads'), false);
      assert.equal(await page.isVisible('#claim-form'), true);
      await picture('print');
      await page.emulateMedia({ media: 'screen' });
    },
    'X12 is offered where the server lists it, and not elsewhere': async () => {
      await page.route('**/fhir/metadata', async (route) => {
        const statement = await (await route.fetch()).json();
        const claim = statement.rest[0].resource.find((r) => r.type === 'Claim');
        claim.operation = claim.operation.filter((o) => o.name !== 'to-x12');
        await route.fulfill({ json: statement });
      });
      await page.reload();
      await page.waitForSelector('body[data-ready]');
      await paste(SHEET);
      await price();
      assert.equal(await page.locator('#save-x12').count(), 0);
      await page.unroute('**/fhir/metadata');
      await page.route('**/fhir/metadata', async (route) => {
        const statement = await (await route.fetch()).json();
        statement.rest[0].resource.find((r) => r.type === 'Claim').operation.push({ name: 'to-x12', definition: 'urn:x' });
        await route.fulfill({ json: statement });
      });
      await page.route('**/Claim/$to-x12', (route) => {
        const sent = route.request().postDataJSON();
        assert.equal(sent.parameter[0].valueCode, 'lines');
        return route.fulfill({ json: { resourceType: 'Parameters', parameter: [{ name: 'x12', resource: { resourceType: 'Binary', data: btoa('LX*1~') } }] } });
      });
      await page.reload();
      await page.waitForSelector('body[data-ready]');
      await paste(SHEET);
      await price();
      assert.equal(await downloaded('#save-x12'), 'LX*1~');
      await page.unroute('**/fhir/metadata');
      await page.unroute('**/Claim/$to-x12');
    },
  };
};
