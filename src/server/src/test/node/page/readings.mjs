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
    'headings say their columns, and those that say none are named': async () => {
      const read = async (headings, cells) => { const { rows, unread } = await run('spreadsheet.js', 'readSheet', `${headings.join('\t')}\n${cells.join('\t')}`); return [rows[0], unread]; };
      const table = [
        // Discarded before drug, dose and unit.
        [['Service date', 'Drug', 'Dose', 'Unit', 'Drug discarded'], ['5/1/2025', 'J9271', '200', 'mg', '20'], { date: '5/1/2025', drug: 'J9271', dose: '200', unit: 'mg', discarded: '20' }, []],
        [['DOS', 'NDC', 'Quantity', 'Quantity discarded'], ['5/1/2025', 'x', '200', '20'], { date: '5/1/2025', drug: 'x', dose: '200', discarded: '20' }, []],
        [['DOS', 'HCPCS', 'Dose given', 'Dose unit', 'Dose wasted'], ['5/1/2025', 'J9271', '200', 'mg', '20'], { date: '5/1/2025', drug: 'J9271', dose: '200', unit: 'mg', discarded: '20' }, []],
        [['DOS', 'Code', 'Units discarded', 'UOM'], ['5/1/2025', 'J9271', '20', 'mg'], { date: '5/1/2025', drug: 'J9271', discarded: '20', unit: 'mg' }, []],
        [['Drug', 'Dose', 'Reason for waste', 'Witness of waste'], ['J9271', '200', 'x', 'y'], { drug: 'J9271', dose: '200' }, ['Reason for waste', 'Witness of waste']],
        // Patient before drug.
        [['Medical record number', 'Medication', 'Dose'], ['77', 'J9035', '15'], { patient: '77', drug: 'J9035', dose: '15' }, []],
        [['MRN', 'Patient name', 'Patient weight', 'Drug'], ['77', 'Doe', '80', 'J9035'], { patient: '77', drug: 'J9035' }, ['Patient name', 'Patient weight']],
        // How many vials, and what one holds.
        [['Drug', 'Vial size', 'Number of vials'], ['J9271', '100', '2'], { drug: 'J9271', vials: '2 x 100' }, []],
        [['Drug', 'Vials', 'Vial size'], ['J9271', '2', '100 mg'], { drug: 'J9271', vials: '2 x 100 mg' }, []],
        [['Drug', 'Vials', 'Vial size'], ['J9271', '2 x 100', '100'], { drug: 'J9271', vials: '2 x 100' }, []],
        [['Drug', 'Vials used'], ['J9271', '2'], { drug: 'J9271', vials: '2' }, []],
        [['Drug', 'Vial size', 'Number of vials'], ['J9271', '100', ''], { drug: 'J9271', vials: '100' }, []],
        // Dates and codes of something else.
        [['Place of service', 'Service date', 'Drug'], ['11', '5/1/2025', 'J9271'], { date: '5/1/2025', drug: 'J9271' }, ['Place of service']],
        [['Date of birth', 'Date of service', 'Diagnosis code', 'Code', 'NDC unit', 'Unit price'], ['1/1/1950', '5/1/2025', 'C50', 'J9271', 'ML', '5'], { date: '5/1/2025', drug: 'J9271' }, ['Date of birth', 'Diagnosis code', 'NDC unit', 'Unit price']],
        [['Vial size unit', 'Drug', 'Dose', 'Dose unit'], ['mg', 'J9271', '1.2', 'g'], { drug: 'J9271', dose: '1.2', unit: 'g' }, ['Vial size unit']],
        [['Drug', 'Quantity', 'Dose'], ['J9271', '2', '200'], { drug: 'J9271', dose: '200' }, ['Quantity']],
        [['NDC11', 'DOS', 'Dose (units)'], ['00006302602', '5/1/2025', '200'], { drug: '00006302602', date: '5/1/2025', dose: '200' }, []],
      ];
      for (const [headings, cells, row, unread] of table) assert.deepEqual(await read(headings, cells), [row, unread], headings.join());
      // A row of data that happens to say vials and patient is no row of headings.
      const data = await run('spreadsheet.js', 'readSheet', '1-May-2024\tJ9271\t200 mg\t\t2 x 100 mg vials\t\tPatient 7');
      assert.deepEqual([data.headed, data.rows[0].date, data.rows[0].patient], [false, '1-May-2024', 'Patient 7']);
    },
    'a file of semicolons has cells, and one of commas may have a semicolon in a cell': async () => {
      const rows = async (text) => (await run('spreadsheet.js', 'readSheet', text)).rows;
      assert.deepEqual(await rows('Date;Drug;Dose\n2025-05-01;J9271;1,5\n'), [{ date: '2025-05-01', drug: 'J9271', dose: '1,5' }]);
      assert.deepEqual(await rows('2025-05-01,J9271,150,mg,2 x 50; 1 x 100\n'), [{ date: '2025-05-01', drug: 'J9271', dose: '150', unit: 'mg', vials: '2 x 50; 1 x 100' }]);
    },
    'the vials of a row: a number alone is asked, and a package has the kind of the lists': async () => {
      const row = { date: '5/1/2025', drug: 'J9271', dose: '1', unit: 'mg', vials: '', discarded: '' };
      const read = (cells, kind = 'listed') => run('cells.js', 'readRow', { ...row, ...cells }, { kind });
      for (const [vials, words, value] of [['2', /One vial of 2 mg, or 2 vials\?.* 2 x 100/, '1 x 2'], ['1,200', /One vial of 1200 mg, or 1200 vials/, '1 x 1200'], ['1', /One vial of 1 mg\?/, '1 x 1']]) {
        const { faults } = await read({ vials });
        assert.match(faults.vials.words, words);
        assert.deepEqual(faults.vials.readings.map((r) => r.value), [value]);
      }
      for (const vials of ['1 x 2', '2 mg', '1.5', '1 + 1', '1 x 2 multi', '1 x 2 mg single-dose']) assert.equal((await read({ vials })).faults?.vials, undefined, vials);
      const kindOf = async (cells, kind) => (await read({ vials: '1 x 1', ...cells }, kind)).line.vials[0].kind;
      const table = [
        [{ drug: '55513-0132-01' }, 'listed', ''], [{ drug: '0006-3026-02' }, 'listed', ''], [{}, 'listed', 'single-dose'], [{ drug: '55513-0132-01', vials: '1 x 1 single' }, 'listed', 'single-dose'],
        [{ drug: '55513-0132-01' }, 'single-dose', 'single-dose'], [{}, 'multi-dose', 'multi-dose'], [{}, '', ''],
      ];
      for (const [cells, kind, expected] of table) assert.equal(await kindOf(cells, kind), expected, JSON.stringify([cells, kind]));
      // What is left in a multi-dose vial is no discard to be confirmed; in a single-dose vial it is.
      assert.equal((await read({ drug: '55513-0132-01', dose: '100', vials: '1 x 420' })).faults, undefined);
      assert.match((await read({ drug: '0006-3026-02', dose: '10', vials: '1 x 100' })).faults.discarded.words, /90 mg of 100 mg/);
    },
    'a unit that the drug alone is counted in is read by the lists of the server': async () => {
      const unit = async (drug, text, dose = '10') => { const { line, faults } = await run('cells.js', 'readRow', { date: '5/1/2025', drug, dose, unit: text }, { kind: 'listed' }); return line?.unit ?? faults.unit?.words ?? Object.values(faults)[0].words; };
      const table = [['Q4101', 'cm2', 'cm2'], ['Q4101', 'sq cm', 'cm2'], ['Q4101', 'mg', 'mg'], ['J3480', 'mEq', 'meq'], ['J0725', 'USP units', "[USP'U]"], ['J0725', 'units', '[U]'], ['J9015', 'vial', '{vial}'], ['J9271', 'mcg', 'ug']];
      for (const [drug, text, expected] of table) assert.equal(await unit(drug, text), expected, `${drug} ${text}`);
      assert.match(await unit('Q4101', 'meq'), /The unit meq is not known\. Write sq cm, mg/);
      assert.match(await unit('J9271', 'cm2'), /The unit cm2 is not known\. Write mg, mcg/);
      assert.equal(await unit('Q4101', '', '10 sq cm'), 'cm2');
      assert.match(await unit('Q4101', 'cm2', '10 mg'), /It says mg, and the unit of the row is sq cm/);
    },
    'a name that fits more drugs than are looked at is asked': async () => {
      const drugOf = async (hits, more) => page.evaluate(async ([given, others]) => {
        const { whichCode } = await import(new URL('drug-cell.js', document.baseURI).href);
        return whichCode('somab', given, '2025-05-01', others);
      }, [hits, more]);
      const hit = (code, life = {}) => ({ hcpcs: [code], ...life });
      assert.deepEqual(await drugOf([hit('J9271'), hit('J9271')], false), { value: 'J9271' });
      assert.match((await drugOf([hit('J9271')], true)).fault.words, /somab fits more drugs than are looked at here\. Is it J9271\?/);
      assert.deepEqual((await drugOf([hit('J9271')], true)).fault.readings.map((r) => r.value), ['J9271']);
      assert.match((await drugOf([hit('J9271'), hit('J9035')], false)).fault.words, /Several codes fit/);
      assert.deepEqual(await drugOf([hit('J9271'), hit('J9010', { terminated: '2015-12-31' })], false), { value: 'J9271' });
      assert.match((await drugOf([hit('J9010', { terminated: '2015-12-31' })], false)).fault.words, /no code known here on that day/);
      assert.match((await drugOf([], false)).fault.words, /not known here/);
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
        ['The unit is a text without a UCUM code; the amount is read as 2.5 mg. Send it so, with the code, to be sure.', 'The unit is a text without a code; the amount is read as 2.5 mg. Check it.'],
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
