// Files that are dropped: an export in calls or as a job of the server, claims of an 837, rows; and the results of a job that another program started.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { accessibility } from '../browser.mjs';

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const NDC = 'http://hl7.org/fhir/sid/ndc';
const MG = { unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' };

const record = (i, more = {}) => ({
  resourceType: 'MedicationAdministration', id: `a${i}`, status: 'completed', subject: { reference: `Patient/p${i}` }, effectiveDateTime: '2025-05-01',
  medicationCodeableConcept: { coding: [{ system: HCPCS, code: i % 50 === 7 ? 'J9010' : 'J9271' }] }, dosage: { dose: { value: 200, ...MG } }, ...more,
});

/** A night of records: the first refers to its medication. */
function night(count) {
  const medication = { resourceType: 'Medication', id: 'm1', code: { coding: [{ system: NDC, code: '00006302602' }] } };
  const { medicationCodeableConcept, ...referring } = record(0, { medicationReference: { reference: 'Medication/m1' } });
  return [medication, referring, ...Array.from({ length: count - 1 }, (_, i) => record(i + 1))];
}

const ndjson = (resources) => resources.map((r) => `${JSON.stringify(r)}\n`).join('');

/** An example of the guide: an 837 of one claim, with 6 units where 5 were given, and what was given. */
function claimExample() {
  const request = JSON.parse(readFileSync(new URL('../../../../../../ig/input/examples/Parameters-check-x12-request.json', import.meta.url), 'utf8'));
  const part = (name) => request.parameter.find((p) => p.name === name).resource;
  return { x12: Buffer.from(part('x12').data, 'base64').toString('latin1'), administration: part('administration') };
}

/** The 837 with the claims of several patients, each with changes to the segments of the first. */
function fileOfClaims(x12, changes) {
  const segments = x12.trim().split('~').map((s) => s.trim()).filter(Boolean);
  const at = (start) => segments.findIndex((s) => s.startsWith(start));
  const loop = segments.slice(at('HL*2*'), at('SE*'));
  const all = [...segments.slice(0, at('HL*2*')), ...changes.flatMap((change, i) => loop.map((s) => s.replace('HL*2*', `HL*${i + 2}*`)).flatMap(change)), ...segments.slice(at('SE*'))];
  const count = all.findIndex((s) => s.startsWith('SE*')) - all.findIndex((s) => s.startsWith('ST*')) + 1;
  return all.map((s) => `${s.startsWith('SE*') ? `SE*${count}*0001` : s}~`).join('\n');
}

export const files = ({ base, page, picture, ready }) => {
  const said = () => page.innerText('#file-said');
  const drop = (...given) => page.setInputFiles('#file', given.map(([name, text]) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })));
  const waitSaid = (words) => page.waitForFunction((text) => document.getElementById('file-said').textContent.includes(text), words);

  /** Waits for the title that an act leads to. */
  async function titled(id, words, act) {
    await page.evaluate((name) => { document.getElementById(name).textContent = ''; }, id);
    await act();
    await page.waitForFunction(([name, text]) => document.getElementById(name).textContent.includes(text), [id, words], { timeout: 60_000 });
    return page.innerText(`#${id}`);
  }
  const priced = (act) => titled('run-title', 'billed on', act);
  const checked = (act) => titled('check-title', 'agree', act);

  async function progressOf(act) {
    await page.evaluate(() => {
      globalThis.progressSaid = [];
      new MutationObserver(() => globalThis.progressSaid.push(document.getElementById('progress-words').textContent)).observe(document.getElementById('progress-words'), { childList: true });
    });
    await act();
    return page.evaluate(() => globalThis.progressSaid);
  }

  return {
    'a file that cannot be used says what to do, and a CSV fills the grid': async () => {
      await page.click('#to-lines');
      await drop(['sheet.xlsx', 'PK\u0003\u0004']);
      await waitSaid('save the sheet as CSV');
      await drop(['empty.txt', '']);
      await waitSaid('the file is empty');
      await drop(['patients.ndjson', ndjson([{ resourceType: 'Patient', id: 'p' }])]);
      await waitSaid('no record of an administration is in it');
      await drop(['sheet.csv', 'Service date,HCPCS,Dose,Unit\n5/1/2025,J9271,"1,200",mg\n']);
      await page.waitForFunction(() => document.getElementById('cell-1-dose').value === '1,200');
      assert.equal(await page.inputValue('#cell-1-drug'), 'J9271');
    },
    'a file that misses the field is taken all the same': async () => {
      const dropped = await page.evaluateHandle(() => { const all = new DataTransfer(); all.items.add(new File(['5/1/2025\tJ9035'], 'x.txt')); return all; });
      await page.dispatchEvent('footer', 'drop', { dataTransfer: dropped });
      await waitSaid('x.txt: its rows are in the grid');
      assert.equal(await page.isVisible('#lines'), true);
    },
    'a dropped export is priced in calls with progress, and its refusals are a worklist': async () => {
      await page.click('#to-lines');
      let title;
      const progress = await progressOf(async () => { title = await priced(() => drop(['export.ndjson', `${ndjson(night(150))}not json\n`])); });
      assert.match(await said(), /150 administrations, 1 other record; 1 not readable/);
      assert.match(title, /^147 of 151 records billed on 147 lines = \$/);
      assert.ok(progress.includes('100 of 150 priced'), progress.join());
      assert.match(await page.innerText('#run-lines'), /Line 2\s+Bill J9271 x 200/);
      const reason = page.locator('#worklist [data-code=code-terminated]');
      assert.match(await reason.innerText(), /3 records/);
      assert.deepEqual(await accessibility(page), []);
      await picture('file');
      assert.match(await priced(() => reason.locator('.choose').click()), /^150 of 151 records billed/);
      assert.match(await page.locator('#worklist [data-code=record-not-readable]').innerText(), /Record cannot be read: 1 record[\s\S]*Line 152[\s\S]*Correct the file/);
      assert.equal(await page.locator('#worklist [data-code=record-not-readable] button').count(), 0);
    },
    'a Bundle is an export too': async () => {
      await page.click('#to-lines');
      const bundle = { resourceType: 'Bundle', type: 'collection', entry: night(3).map((resource) => ({ resource })) };
      assert.match(await priced(() => drop(['bundle.json', JSON.stringify(bundle, null, 2)])), /^3 of 3 records billed/);
      assert.match(await page.innerText('#run-lines'), /Entry 2\s+Bill J9271 x 200/);
    },
    'a large export is a job of the server: progress, worklist, re-run, and nothing is left there': async () => {
      const asked = [];
      page.on('request', (r) => r.url().includes('price-units') && asked.push([r.method(), r.url().replace(base, ''), r.headers().prefer]));
      await page.click('#to-lines');
      let title;
      const progress = await progressOf(async () => { title = await priced(() => drop(['night.ndjson', ndjson(night(600))])); });
      assert.match(title, /^588 of 600 records billed on 588 lines = \$6,979,442\.40/);
      assert.ok(progress.some((words) => /of 600 priced|sorts the records/.test(words)), progress.join());
      const [started] = asked;
      assert.deepEqual(started, ['POST', '/fhir/MedicationAdministration/$price-units?payer=medicare', 'respond-async']);
      assert.deepEqual(asked.filter(([method]) => method === 'POST').length, 1);
      assert.ok(asked.some(([method]) => method === 'DELETE'));
      const job = asked.find(([method]) => method === 'DELETE')[1];
      assert.equal((await page.evaluate(async (address) => (await fetch(address)).status, `${base}${job}`)), 404);
      const reason = page.locator('#worklist [data-code=code-terminated]');
      assert.match(await reason.innerText(), /Code ended before the date of service: 12 records[\s\S]*Line 9, a7, patient p7, 2025-05-01, J9010: J9010 ended on 2015-12-31/);
      assert.match(await page.innerText('#run-lines'), /Line 2\s+Bill J9271 x 200[\s\S]*And 500 more records; the CSV has all/);
      await picture('job');
      assert.match(await priced(() => reason.locator('.choose', { hasText: 'Use J0202 for 12 records' }).click()), /^600 of 600 records billed on 600 lines/);
    },
    'a job that is stopped is removed from the server, and its records wait': async () => {
      const removed = page.waitForRequest((r) => r.method() === 'DELETE');
      await page.route('**/$price-units-job/*', (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 202, headers: { 'X-Progress': 'priced 240 of 600 administrations (40 %)', 'Retry-After': '2' } }) : route.continue()));
      await page.click('#to-lines');
      await drop(['night.ndjson', ndjson(night(600))]);
      await page.waitForFunction(() => document.getElementById('progress-words').textContent === '240 of 600 priced');
      await picture('progress');
      await page.click('#stop');
      await removed;
      await page.waitForFunction(() => /600 not priced yet/.test(document.getElementById('run-title').textContent));
      await page.unroute('**/$price-units-job/*');
    },
    'the results of a job that another program started are a worklist': async () => {
      const address = await page.evaluate(async ([url, body]) => {
        const answer = await fetch(url, { method: 'POST', headers: { Prefer: 'respond-async', 'Content-Type': 'application/fhir+ndjson' }, body });
        return answer.headers.get('Content-Location');
      }, [`${base}/fhir/MedicationAdministration/$price-units?payer=medicare`, ndjson(night(20))]);
      await page.click('#to-lines');
      await page.click('#drop summary');
      await page.fill('#job', address);
      assert.match(await priced(() => page.click('#job-form button')), /^19 of 20 records billed on 19 lines/);
      assert.match(await page.locator('#worklist [data-code=code-terminated]').innerText(), /Line 9, a7: J9010 ended[\s\S]*Correct the file and drop it here/);
      assert.deepEqual(await accessibility(page), []);
      // A link opens the same.
      await page.goto('about:blank');
      await page.goto(`${base}/#lines?job=${address.split('/').at(-1)}`);
      await ready();
      await page.waitForFunction(() => /^19 of 20/.test(document.getElementById('run-title').textContent), null, { timeout: 30_000 });
      await page.fill('#job', 'nothing-of-that-name');
      await page.click('#job-form button');
      await page.waitForSelector('#try-again');
      assert.match(await page.innerText('#away'), /There is no such job/);
    },
    'the outcomes of a submission are read like those of another job': async () => {
      const files = await page.evaluate(async () => {
        const { filesOf } = await import('./job.js');
        const claims = { type: 'Claim', url: 'claims' };
        return [
          filesOf({ output: [claims], outcome: [{ url: 'told', manifestUrl: 'm' }] }, 'OperationOutcome'),
          filesOf({ output: [claims], error: [{ type: 'OperationOutcome', url: 'told' }] }, 'OperationOutcome'),
          filesOf({ output: [claims], outcome: [] }, 'Claim'),
        ].map((found) => found.map(({ url }) => url));
      });
      assert.deepEqual(files, [['told'], ['told'], ['claims']]);
    },
    'records that are stored here are priced again from the results of their job': async () => {
      const stored = { ...record(1), id: 'of-the-page', effectiveDateTime: '2016-01-04', medicationCodeableConcept: { coding: [{ system: HCPCS, code: 'J9010' }] }, dosage: { dose: { value: 30, ...MG } } };
      const send = (method, path, body, headers = {}) => page.evaluate(async ([url, request]) => {
        const answer = await fetch(url, request);
        return [answer.status, answer.headers.get('Content-Location')];
      }, [`${base}/fhir/${path}`, { method, body: body && JSON.stringify(body), headers: { 'Content-Type': 'application/fhir+json', ...headers } }]);
      await send('PUT', 'Patient/p1', { resourceType: 'Patient', id: 'p1' });
      await send('PUT', 'MedicationAdministration/of-the-page', stored);
      try {
        const criteria = { resourceType: 'Parameters', parameter: [{ name: 'payer', valueCode: 'medicare' }, { name: 'criteria', valueString: '_id=of-the-page' }] };
        const [status, address] = await send('POST', 'MedicationAdministration/$price-units', criteria, { Prefer: 'respond-async' });
        assert.equal(status, 202);
        await page.click('#to-lines');
        await page.click('#drop summary');
        await page.fill('#job', address);
        assert.match(await priced(() => page.click('#job-form button')), /^0 of 1 records billed/);
        assert.match(await priced(() => page.locator('#worklist .choose', { hasText: 'Use J0202' }).click()), /^1 of 1 records billed on 1 line/);
        assert.match(await page.innerText('#run-lines'), /of-the-page\s+Bill J0202 x 30/);
      } finally {
        await send('DELETE', 'MedicationAdministration/of-the-page');
        await send('DELETE', 'Patient/p1');
      }
    },
    'discarded drug goes with its dose, on whatever day it was written down': async () => {
      const { x12, administration } = claimExample();
      const day = new Date(`${administration.effectiveDateTime.slice(0, 10)}T00:00:00Z`);
      const later = new Date(day.getTime() + 86_400_000).toISOString().slice(0, 10);
      const discarded = { ...administration, id: 'discarded', identifier: undefined, status: 'not-done', effectiveDateTime: later, extension: undefined, partOf: [{ reference: `MedicationAdministration/${administration.id}` }] };
      await page.click('#to-lines');
      await checked(() => drop(['claims.837', x12], ['given.ndjson', ndjson([administration])]));
      assert.doesNotMatch(await page.innerText('#check-claims'), /discarded/i);
      await checked(() => drop(['claims.837', x12], ['given.ndjson', ndjson([administration, discarded])]));
      assert.match(await page.innerText('#check-claims'), /discarded|JW/i);
    },
    'a claim of an 837 is checked against the export that is dropped beside it': async () => {
      const { x12, administration } = claimExample();
      await page.click('#to-lines');
      assert.match(await checked(() => drop(['claims.837', x12], ['given.ndjson', ndjson([administration])])), /^0 of 1 claims agree with what was given; 1 to correct/);
      assert.match(await said(), /claims\.837: 1 claim\.\s*given\.ndjson: 1 administration/);
      const box = await page.innerText('#check-claims');
      assert.match(box, /DOE, JANE, 2025-08-02/);
      assert.match(box, /Line 1, J0202 x 6\s+6 units are billed; the record gives 5[\s\S]*Correct the units\.\s+6\s+5\s+\$2,/);
      assert.doesNotMatch(box, /claimType|\[U\]/);
      assert.deepEqual(await accessibility(page), []);
      await picture('check');
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await accessibility(page), []);
      await picture('dark-check');
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 360, height: 740 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the checked claims are wider than a phone');
      await picture('phone-check');
      await page.setViewportSize({ width: 1100, height: 900 });
      const [file] = await Promise.all([page.waitForEvent('download'), page.click('#save-check')]);
      assert.match(readFileSync(await file.path(), 'utf8'), /^Claim,Patient,Date,Result[\s\S]*"DOE, JANE",2025-08-02,differs from what was given,"Line 1, J0202 x 6"/);
    },
    'each claim of a file is checked for its own patient, and the rest is said': async () => {
      const { x12, administration } = claimExample();
      const patient = (id, given, birthDate) => ({ resourceType: 'Patient', id, name: [{ family: 'Doe', given: [given] }], birthDate });
      const given = [patient('p1', 'Jane', '1970-01-31'), patient('p2', 'John', '1980-02-02'), administration, { ...administration, id: 'a2', identifier: [{ system: 'urn:ehr', value: 'a2' }], subject: { reference: 'Patient/p2' } }];
      const of = (number, first, born, units) => (segment) => segment.replace(/^CLM\*[^*]*/, `CLM*${number}`).replace('*JANE*', `*${first}*`).replace('19700131', born).replace(/\*12203\.51\*UN\*6\*/, `*12203.51*UN*${units}*`);
      const file = fileOfClaims(x12, [of('C-1', 'JANE', '19700131', 6), of('C-2', 'JOHN', '19800202', 5), of('C-3', 'MARY', '19900303', 5)]);
      await page.click('#to-lines');
      assert.match(await checked(() => drop(['claims.837', file], ['given.ndjson', ndjson(given)])), /^1 of 3 claims agree with what was given; 1 to correct.*; 1 without a record/);
      assert.match(await page.locator('[data-state=differs]').innerText(), /Claim C-1, DOE, JANE/);
      await page.locator('#check-claims summary', { hasText: '1 agree' }).click();
      assert.match(await page.innerText('#check-claims details'), /Claim C-2, DOE, JOHN[\s\S]*In place of service 22 the facility bills the drug/);
      assert.match(await page.locator('[data-state=nothing-given]').innerText(), /Claim C-3, DOE, MARY[\s\S]*none of the records is of this patient on these days/);
      // The records of one patient are not held against the claims of three.
      assert.match(await checked(() => drop(['given.ndjson', ndjson([given[1], given[3]])])), /^1 of 3 claims agree with what was given; 2 without a record/);
      assert.match(await priced(() => page.click('#put-away')), /^1 of 1 records billed/);
      assert.equal(await page.isVisible('#held'), false);
      await drop(['claims.837', file.replace(/SE\*\d+/, 'SE*9')]);
      await waitSaid('The 837 is damaged');
      await drop(['claims.837', file.slice(0, 900)]);
      await waitSaid('breaks off or is damaged');
    },
    'a claim that another of the file replaces is not summed with it': async () => {
      const { x12, administration } = claimExample();
      const wrong = (segment) => segment.replace(/^CLM\*[^*]*/, 'CLM*C-1');
      const right = (segment) => (segment.startsWith('CLM*') ? [segment.replace(/^CLM\*[^*]*/, 'CLM*C-2').replace(':B:1*', ':B:7*'), 'REF*F8*C-1'] : [segment.replace(/\*UN\*6\*/, '*UN*5*')]);
      await page.click('#to-lines');
      assert.match(await checked(() => drop(['claims.837', fileOfClaims(x12, [wrong, right])], ['given.ndjson', ndjson([administration])])), /^1 of 2 claims agree with what was given; 1 replaced or voided/);
      assert.match(await page.locator('[data-state=replaced]').innerText(), /Claim C-1, DOE, JANE[\s\S]*another claim of the file replaces or voids it/);
    },
    'a claim is checked against rows of the grid, by the number of the claim': async () => {
      const { x12 } = claimExample();
      await page.click('#to-lines');
      await drop(['claims.837', x12]);
      await waitSaid('Now drop the export of what was given, or enter it below');
      const number = /CLM\*([^*]+)/.exec(x12)[1];
      for (const [row, mark] of [[1, number], [2, 'somebody else']]) {
        const cells = { date: '8/2/2025', drug: '58468-0200-01', dose: '5', unit: 'mg', vials: '1 x 12', patient: mark };
        for (const [column, text] of Object.entries(cells)) await page.fill(`#cell-${row}-${column}`, text);
      }
      await page.click('#check-again');
      // Seven of twelve is more than half, so the row asks first.
      await waitSaid('Correct the marked cells first');
      for (const row of [1, 2]) await page.click(`#cell-${row}-discarded-fault .confirm`);
      await page.waitForFunction(() => /2 of 2 records billed/.test(document.getElementById('run-title').textContent));
      assert.match(await checked(() => page.click('#check-again')), /1 to correct/);
      assert.match(await page.innerText('#check-claims'), /6 units are billed; the record gives 5/);
    },
  };
};
