// A run of the grid or of a file is of its rows as they are, of one payer, and in a place that is said.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const KEYTRUDA = '5/1/2025\t0006-3026-02\t200\tmg\t2 x 100\t\t';
const AVASTIN = '5/1/2025\tJ9035\t77\tmg\t1 x 100\t\t';

export const runs = ({ page, picture }) => {
  const beside = (row) => page.locator(`#grid tbody tr:nth-child(${row}) .beside`).innerText();
  const title = () => page.innerText('#run-title');
  const drop = (name, text) => page.setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  const cell = (row, column) => page.inputValue(`#cell-${row}-${column}`);

  async function paste(...rows) {
    await page.click('#to-lines');
    await page.evaluate((t) => navigator.clipboard.writeText(t), rows.join('\n'));
    await page.focus('#cell-1-date');
    await page.keyboard.press('Control+V');
    await page.waitForFunction(() => document.getElementById('cell-1-date').value !== '');
  }

  async function price(click = () => page.click('#price-lines')) {
    await page.evaluate(() => { document.getElementById('run-title').textContent = ''; });
    await click();
    await page.waitForFunction(() => /billed on/.test(document.getElementById('run-title').textContent), null, { timeout: 60_000 });
  }

  async function downloaded(id) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(id)]);
    return readFileSync(await file.path(), 'utf8');
  }

  return {
    'vials of a package are of the kind that the lists have; of a code, or where it is said, single-dose': async () => {
      const [dose, vials] = ['300', '1 x 420'];
      const row = (drug, cells = vials) => ['5/1/2025', drug, dose, 'mg', cells, '', ''].join('\t');
      await paste(row('55513-0132-01'), row('Q5117'), row('55513-0132-01', '1 x 420 single'));
      await price();
      assert.match(await beside(1), /^Bill Q5117 x 30 = \$/);
      assert.match(await beside(2), /^Bill Q5117 x 30 and Q5117-JW x 12/);
      assert.match(await beside(3), /^Bill Q5117 x 30 and Q5117-JW x 12/);
      await page.selectOption('#grid-kind', 'single-dose');
      await price();
      assert.match(await beside(1), /^Bill Q5117 x 30 and Q5117-JW x 12/);
    },
    'rows of a dropped file stand below those that are there, or alone, and are never mixed with them': async () => {
      await paste('5/1/2025\tJ9271\t200\tmg\t2 x 100\t20\tMiller', '5/2/2025\tJ9271\t100\tmg\t1 x 100\t\tMiller');
      await drop('sheet.csv', 'Service date,HCPCS,Dose,Unit,Place of service\n5/3/2025,J9035,77,mg,11\n');
      await page.waitForSelector('#file-alone');
      assert.deepEqual([await cell(1, 'drug'), await cell(1, 'discarded'), await cell(3, 'drug'), await cell(3, 'patient')], ['J9271', '20', 'J9035', '']);
      assert.match(await page.innerText('#file-said'), /They stand from row 3 on, below the rows that were there/);
      assert.match(await page.innerText('#grid-said'), /^Not read: Place of service\./);
      await picture('sheet-below');
      await page.click('#file-alone');
      assert.deepEqual([await cell(1, 'drug'), await cell(1, 'discarded'), await cell(1, 'patient'), await cell(2, 'drug')], ['J9035', '', '', '']);
      assert.match(await page.innerText('#grid-said'), /^Not read: Place of service\./);
      // Pasted rows with headings are whole rows too.
      await page.fill('#cell-1-discarded', '20');
      await paste('Date\tDrug\tDose', '5/4/2025\tJ9271\t100');
      assert.deepEqual([await cell(1, 'drug'), await cell(1, 'discarded'), await cell(1, 'unit')], ['J9271', '', '']);
      assert.equal(await page.innerText('#grid-said'), '');
    },
    'what was priced before a row was changed is no part of sums and downloads': async () => {
      await paste(KEYTRUDA, AVASTIN, `${AVASTIN}A`, `${AVASTIN}A`);
      await price();
      assert.match(await title(), /^4 of 4 records billed on \d lines = \$/);
      await page.fill('#cell-1-dose', '100');
      await page.waitForFunction(() => /1 row is new or changed/.test(document.getElementById('run-title').textContent));
      assert.match(await title(), /^3 of 3 records billed .*; 1 row is new or changed and not priced$/);
      assert.match(await beside(1), /Changed since it was priced/);
      assert.equal(await page.evaluate(() => document.activeElement.id), 'cell-1-dose');
      await page.fill('#cell-1-dose', '150');
      assert.match(await beside(1), /Changed since it was priced/);
      assert.doesNotMatch(await downloaded('#save-csv'), /Row 1|J9271/);
      assert.doesNotMatch(await downloaded('#save-fhir'), /J9271/);
      // The other row of the patient was rounded with it.
      await page.fill('#cell-3-dose', '50');
      await page.waitForFunction(() => /3 rows are new or changed/.test(document.getElementById('run-title').textContent));
      assert.match(await beside(4), /Row 3, of the same patient, was changed/);
      assert.match(await title(), /^1 of 1 records billed/);
      await picture('changed');
      await price();
      assert.match(await title(), /^4 of 4 records billed/);
      assert.match(await beside(1), /^Bill J9271 x 150 and J9271-JW x 50/);
    },
    'a run is of one payer and one place, which its lines name': async () => {
      await paste(KEYTRUDA, AVASTIN, '1/4/2016\tJ9010\t30\tmg\t1 x 30\t\t');
      await price();
      assert.match(await page.innerText('#run-terms'), /^Medicare Part B, place of service 11 Office\./);
      await page.selectOption('#grid-payer', 'cigna');
      await page.selectOption('#grid-place', '12');
      await price(() => page.click('#worklist .choose'));
      assert.match(await page.innerText('#run-terms'), /^Cigna[^;]*, place of service 12 Home\.$/m);
      const payers = (await downloaded('#save-csv')).trim().split('\r\n').slice(1).map((row) => /,(Cigna[^,]*|Medicare[^,]*),12 Home$/.exec(row)?.[1].slice(0, 5));
      assert.ok(payers.length >= 4);
      assert.deepEqual([...new Set(payers)], ['Cigna']);
      await page.click('#show-form');
      assert.match(await page.innerText('#claim-form'), /^Lines as on a CMS-1500\s+Cigna/);
    },
    'records of a file that state no place are billed where the policy says, which is told, or in the chosen place': async () => {
      const hcpcs = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
      const record = (id, patient, more = {}) => JSON.stringify({
        resourceType: 'MedicationAdministration', id, status: 'completed', subject: { reference: `Patient/${patient}` }, effectiveDateTime: '2025-05-01',
        medicationCodeableConcept: { coding: [{ system: hcpcs, code: 'J9271' }] }, dosage: { dose: { value: 200, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }, ...more,
      });
      const visit = JSON.stringify({ resourceType: 'Encounter', id: 'e1', status: 'finished', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HH' }, subject: { reference: 'Patient/p3' } });
      await page.click('#to-lines');
      await price(() => drop('export.ndjson', [record('a1', 'p1'), record('a2', 'p2'), record('a3', 'p3', { context: { reference: 'Encounter/e1' } }), visit].join('\n')));
      assert.match(await page.innerText('#file-said'), /a record that states none is billed in the place that the payer's policy assumes, not in the one chosen below/);
      assert.match(await page.innerText('#run-terms'), /^Medicare Part B, place of service of the records\.\s+2 records state no place of service and are billed in 22 [^,]*, which the payer's policy assumes\./);
      const places = async () => (await downloaded('#save-csv')).trim().split('\r\n').slice(1).map((row) => row.split(',').at(-1).slice(0, 2));
      assert.deepEqual(await places(), ['22', '22', '12']);
      await price(() => page.click('#in-place'));
      assert.deepEqual(await places(), ['11', '11', '12']);
      assert.equal(await page.locator('#in-place').count(), 0);
      const csv = await downloaded('#save-csv');
      assert.match(csv, /Line 1,2025-05-01,J9271,[^\r]*,p1,J9271,Medicare Part B,11 Office\r\n/);
    },
    'an NDC alone stays text in a spreadsheet': async () => {
      const rows = await page.evaluate(async () => {
        const { rowsOf } = await import(new URL('take-away.js', document.baseURI).href);
        const item = (detail) => ({ productOrService: { coding: [{ code: 'J9271' }] }, quantity: { value: 1 }, servicedDate: '2025-05-01', detail });
        const ndc = (quantity) => ({ productOrService: { coding: [{ code: '00006302602' }] }, ...(quantity && { quantity }) });
        return rowsOf([{ name: 'Line 1', result: { issues: [], items: [item([ndc()]), item([ndc({ value: 8, unit: 'ML' })]), item([ndc(), ndc()])] } }]).map((row) => row[5]);
      });
      assert.deepEqual(rows, ['N400006302602', '00006302602, 8 ML', '00006302602; 00006302602']);
    },
    'filled rows are cleared after a question': async () => {
      await paste(KEYTRUDA, AVASTIN);
      await price();
      await page.click('#clear-rows');
      assert.match(await page.innerText('#grid-said'), /2 rows are filled\. Clear them and their results\?/);
      await page.locator('#grid-said button', { hasText: 'Keep them' }).click();
      assert.equal(await cell(1, 'dose'), '200');
      await page.click('#clear-rows');
      await page.click('#clear-yes');
      assert.equal(await cell(1, 'dose'), '');
      assert.equal(await page.isVisible('#run'), false);
      await page.click('#clear-rows');
      assert.equal(await page.innerText('#grid-said'), '');
    },
    'the lines as X12, from the server itself': async () => {
      await paste(KEYTRUDA);
      await price();
      const x12 = await downloaded('#save-x12');
      assert.match(x12, /LX\*1~\s*SV1\*HC:J9271:JZ\*11869\.8\*UN\*200\*[^~]*~/);
      assert.match(x12, /LIN\*\*N4\*00006302602~\s*CTP\*\*\*\*8\*ML~/);
      assert.match(x12, /DTP\*472\*D8\*20250501~/);
    },
    'a line without a price says how prices are loaded': async () => {
      await paste(KEYTRUDA, '5/1/2025\tQ4101\t10\tsq cm\t\tnone\t');
      await price();
      assert.match(await beside(2), /^Bill Q4101.*x 10; no price is known here for that day/);
      assert.equal(await page.getAttribute('#run-terms a', 'href'), 'ig/loading.html');
      await paste(KEYTRUDA, KEYTRUDA);
      await price();
      assert.equal(await page.locator('#run-terms a').count(), 0);
    },
  };
};
