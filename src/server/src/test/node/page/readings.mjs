// What the page's own readers make of numbers, days, NDCs, spreadsheets and sentences.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';

const ELEMENT = /[{}]|\b[Ss]end\b|[a-z][A-Z]\w*|\b(dosage|effective|statement)\.|\[i?U\]|\b(subject|payor|performer)\b/;

/** Every sentence that an example of the guide answers with, and what is said of every issue code. */
function sentences() {
  const examples = new URL('../../../../../../ig/input/examples/', import.meta.url);
  const read = (url) => JSON.parse(readFileSync(url, 'utf8'));
  const issues = (r) => [...(r?.issue ?? []).map((i) => i.details?.text ?? ''), ...(r?.parameter ?? []).flatMap((p) => issues(p.resource))];
  const codes = read(new URL('../../../../../../fhir-resources/CodeSystem-price-units-issue.json', import.meta.url)).concept.map((c) => c.definition);
  return [...new Set([...readdirSync(examples).flatMap((name) => issues(read(new URL(name, examples)))), ...codes])];
}

export const readings = ({ page }) => {
  const run = (module, call, ...args) => page.evaluate(async ([m, name, given]) => (await import(new URL(m, document.baseURI).href))[name](...given), [module, call, args]);
  return {
    'numbers are read as the country writes them, and what is ambiguous is asked': async () => {
      const table = [
        ['1,200', 'en-US', { value: 1200 }], ['1,200.5', 'en-US', { value: 1200.5 }], ['12,345,678', 'en-US', { value: 12345678 }],
        ['0.5', 'en-US', { value: 0.5 }], ['.5', 'en-US', { value: 0.5 }], ['1 200', 'en-US', { value: 1200 }], [' 77 ', 'en-US', { value: 77 }],
        ['1,2', 'en-US', { readings: [1.2, 12] }], ['1,2000', 'en-US', { readings: [1.2, 12000] }], ['1.200,5', 'en-US', { readings: [1200.5] }],
        ['1,200', 'de-DE', { readings: [1200, 1.2] }], ['1.200', 'de-DE', { readings: [1.2, 1200] }], ['1,5', 'de-DE', { value: 1.5 }],
      ];
      for (const [text, language, expected] of table) assert.deepEqual(await run('numbers.js', 'readNumber', text, language), expected, `${text} in ${language}`);
      for (const text of ['', '-5', '1e3', '12 mg', 'ten', '1,,2', '1.2.3', '1234567890123']) assert.ok((await run('numbers.js', 'readNumber', text, 'en-US')).fault, text);
    },
    'days of a spreadsheet': async () => {
      const table = [['2024-05-01', { value: '2024-05-01' }], ['5/1/2024', { value: '2024-05-01' }], ['5/1/24', { value: '2024-05-01' }], ['13/05/2024', { readings: ['2024-05-13'] }]];
      for (const [text, expected] of table) assert.deepEqual(await run('dates.js', 'readDate', text), expected, text);
      assert.deepEqual(await run('dates.js', 'readDate', '5/1/2024', 'en-GB'), { readings: ['2024-05-01', '2024-01-05'] });
      assert.deepEqual(await run('dates.js', 'readDate', '5/5/2024', 'en-GB'), { value: '2024-05-05' });
      for (const text of ['', '2024-02-30', '2/30/2024', 'May 1']) assert.ok((await run('dates.js', 'readDate', text)).fault, text);
    },
    'an NDC in any form': async () => {
      for (const text of ['0006-3026-02', '00006-3026-02', '00006302602', 'NDC 0006-3026-02']) assert.deepEqual(await run('ndc.js', 'ndcReadings', text), ['00006302602'], text);
      assert.deepEqual(await run('ndc.js', 'ndcReadings', '58468-200-01'), ['58468020001']);
      assert.deepEqual(await run('ndc.js', 'ndcReadings', '58468-0200-1'), ['58468020001']);
      assert.equal((await run('ndc.js', 'ndcReadings', '0006302602')).length, 3);
      assert.deepEqual(await run('ndc.js', 'ndcReadings', 'Keytruda'), []);
    },
    'rows of a spreadsheet, with and without headings, and a CSV that runs nothing': async () => {
      assert.deepEqual((await run('spreadsheet.js', 'readSheet', '5/1/2024\tJ9271\t200\tmg\n')).rows, [{ date: '5/1/2024', drug: 'J9271', dose: '200', unit: 'mg' }]);
      assert.deepEqual((await run('spreadsheet.js', 'readSheet', 'HCPCS,Service date,Dose,Unit\r\nJ9271,5/1/2024,"1,200",mg\r\n')).rows, [{ drug: 'J9271', date: '5/1/2024', dose: '1,200', unit: 'mg' }]);
      assert.equal(await run('spreadsheet.js', 'toCsv', [['=1+1', 'a "b", c', 5]]), '\'=1+1,"a ""b"", c",5\r\n');
    },
    'a row that says two things is not read': async () => {
      const row = { date: '5/1/2025', drug: 'J9271', dose: '200', unit: 'mg', vials: '2 x 100', discarded: '' };
      const faults = async (cells) => Object.keys((await run('cells.js', 'readRow', { ...row, ...cells }, { kind: 'single-dose' })).faults ?? {}).join();
      const table = [
        [{}, ''], [{ dose: '200 mg' }, ''], [{ dose: '200 mg', unit: '' }, ''], [{ dose: '200 mcg' }, 'dose'], [{ dose: '1e3' }, 'dose'], [{ discarded: '5 mcg' }, 'discarded'],
        [{ vials: '2 x 100 g' }, 'vials'], [{ vials: '2 x 100 mg + 1 x 50 single' }, ''], [{ vials: '2 x' }, 'vials'], [{ vials: '0 x 100' }, 'vials'], [{ vials: '1 x 1,5' }, 'vials'],
        [{ unit: 'vial' }, 'unit'], [{ unit: '' }, 'unit'], [{ dose: '0' }, 'dose'], [{ dose: '-5' }, 'dose'], [{ date: '' }, 'date'], [{ drug: '' }, 'drug'],
      ];
      for (const [cells, expected] of table) assert.equal(await faults(cells), expected, JSON.stringify(cells));
    },
    'sentences of the server name no elements': async () => {
      const table = [
        ['J9010 ended on 2015-12-31; the service was on 2016-01-01. Ask again with billingCode J0202: this dose is 30 units of it.', 'J9010 ended on 2015-12-31; the service was on 2016-01-01. J0202 bills this dose as 30 units.'],
        ['On 2024-05-01 the drug could be billed with J0202 or J9035. Name one with billingCode.', 'On 2024-05-01 the drug could be billed with J0202 or J9035. Choose the code, or enter it in place of the drug.'],
        ['The dose is missing. Send dosage.dose; dosage.text is not read.', 'The dose is missing. Enter the dose.'],
        ['Send the dose in [U].', 'Enter the dose in units.'],
        ['Correct effectivePeriod.', 'Correct the time of the administration.'], ['Send newInput.', 'Enter new input.'],
        ['The dose counts containers: 2 {vial} of it, with 80 {J9298} each.', 'The dose counts containers: 2 vial of it, with 80 units of J9298 each.'],
        ['Payer regence published nothing on: modifier-order, ndc-required. Medicare\'s rule applies; ask the payer.', 'Regence published nothing on: modifier order, NDC. Medicare\'s rule applies; ask the payer.'],
      ];
      for (const [text, expected] of table) assert.equal(await run('words.js', 'inWords', text), expected);
      const all = await page.evaluate(async (texts) => { const { inWords } = await import(new URL('words.js', document.baseURI).href); return texts.map(inWords); }, sentences());
      assert.ok(all.length > 150);
      // What people read as a name is no element.
      assert.deepEqual(all.filter((text) => ELEMENT.test(text.replaceAll(/RxNorm|LifeWise|OperationDefinition|mL|https?:\S+|HCPCS/g, ''))), []);
    },
  };
};
