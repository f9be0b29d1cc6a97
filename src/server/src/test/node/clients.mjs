// Three FHIR clients that share no code with the server do with it what their users do: create, read,
// search, page, update, delete, a transaction, the terminology operations, $price-units, and JSON to
// XML and back. Usage: node clients.mjs FHIR_BASE
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MedplumClient } from '@medplum/core';
import { Client } from 'fhir-kit-client';

const require = createRequire(import.meta.url);
const { FhirClient } = require('fhirclient');
const { Fhir } = require('fhir');

const base = process.argv[2];
assert.ok(base, 'name the FHIR base');

const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const OWN = 'https://price-units.github.io/fhir';
const call = JSON.parse(readFileSync(new URL('../../../../../bench/requests/unidentified.json', import.meta.url)));
const run = `clients-${process.pid}`;
const PATIENTS = 25;
const FHIR_JSON = { 'Content-Type': 'application/fhir+json' };

const patient = (number) => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:clients', value: `${run}-${number}` }],
  active: true,
});
const value = (parameters, name) => {
  const found = parameters.parameter.find((p) => p.name === name);
  return found && Object.entries(found).find(([key]) => key.startsWith('value'))?.[1];
};

/** What a client can do, in the words of that client. */
const CLIENTS = {
  'fhir-kit-client': () => {
    const client = new Client({ baseUrl: base });
    return {
      create: (resource) => client.create({ resourceType: resource.resourceType, body: resource }),
      read: (type, id) => client.read({ resourceType: type, id }),
      update: (resource) => client.update({ resourceType: resource.resourceType, id: resource.id, body: resource }),
      remove: (type, id) => client.delete({ resourceType: type, id }),
      search: (type, query) => client.search({ resourceType: type, searchParams: query }),
      next: (bundle) => client.nextPage({ bundle }),
      transaction: (bundle) => client.transaction({ body: bundle }),
      get: (path) => client.request(path),
      post: (path, body) => client.request(path, { method: 'POST', options: { headers: FHIR_JSON }, body }),
    };
  },
  fhirclient: () => {
    const client = new FhirClient(base);
    const send = (url, method, body) => client.fhirRequest(url, { method, headers: FHIR_JSON, body: JSON.stringify(body) });
    return {
      create: (resource) => client.create(resource),
      read: (type, id) => client.fhirRequest(`${type}/${id}`),
      update: (resource) => client.update(resource),
      remove: (type, id) => client.delete(`${type}/${id}`),
      search: (type, query) => client.fhirRequest(`${type}?${new URLSearchParams(query)}`),
      next: (bundle) => client.fhirRequest(bundle.link.find((l) => l.relation === 'next').url),
      transaction: (bundle) => send('', 'POST', bundle),
      get: (path) => client.fhirRequest(path),
      post: (path, body) => send(path, 'POST', body),
    };
  },
  '@medplum/core': () => {
    const { origin, pathname } = new URL(base);
    const client = new MedplumClient({ baseUrl: `${origin}/`, fhirUrlPath: pathname.slice(1), fetch, cacheTime: 0 });
    return {
      create: (resource) => client.createResource(resource),
      read: (type, id) => client.readResource(type, id),
      update: (resource) => client.updateResource(resource),
      remove: (type, id) => client.deleteResource(type, id),
      search: (type, query) => client.search(type, query),
      next: (bundle) => client.get(bundle.link.find((l) => l.relation === 'next').url),
      transaction: (bundle) => client.executeBatch(bundle),
      get: (path) => client.get(client.fhirUrl(path).toString().replace('%3F', '?')),
      post: (path, body) => client.post(client.fhirUrl(...path.split('/')), body),
    };
  },
};

const CHECKS = {
  'create, read, update, read, delete': async (c) => {
    const created = await c.create(patient('one'));
    assert.ok(created.id);
    assert.equal((await c.read('Patient', created.id)).identifier[0].value, `${run}-one`);
    await c.update({ ...created, active: false });
    assert.equal((await c.read('Patient', created.id)).active, false);
    await c.remove('Patient', created.id);
    await assert.rejects(async () => c.read('Patient', created.id));
  },
  'transaction, search and paging': async (c) => {
    const entry = Array.from({ length: PATIENTS }, (_, i) => ({
      resource: patient(i),
      request: { method: 'POST', url: 'Patient' },
    }));
    const stored = await c.transaction({ resourceType: 'Bundle', type: 'transaction', entry });
    assert.equal(stored.entry.filter((e) => e.response.status.startsWith('201')).length, PATIENTS);
    const ids = stored.entry.map((e) => e.response.location.match(/Patient\/([^/]+)/)[1]);
    let page = await c.search('Patient', { _id: ids.join(','), _count: 10, _sort: '_id' });
    const seen = [];
    for (;;) {
      seen.push(...page.entry.map((e) => e.resource.id));
      if (!page.link.some((l) => l.relation === 'next')) break;
      page = await c.next(page);
    }
    assert.deepEqual([...seen].sort(), [...ids].sort());
    const none = ids.map((id) => ({ request: { method: 'DELETE', url: `Patient/${id}` } }));
    await c.transaction({ resourceType: 'Bundle', type: 'transaction', entry: none });
  },
  '$expand': async (c) => {
    const set = await c.get(`ValueSet/$expand?url=${OWN}/ValueSet/alemtuzumab-codes`);
    assert.ok(set.expansion.contains.some((e) => e.system === HCPCS && e.code === 'J0202'));
  },
  '$validate-code': async (c) => {
    const answer = await c.get(`CodeSystem/$validate-code?url=${HCPCS}&code=J9010&date=2015-12-31`);
    assert.equal(value(answer, 'result'), true);
  },
  '$translate': async (c) => {
    const answer = await c.get(
      `ConceptMap/$translate?url=${OWN}/ConceptMap/ndc-hcpcs&system=http://hl7.org/fhir/sid/ndc&code=58468-0200-1&date=2024-05-01`,
    );
    assert.equal(value(answer, 'result'), true);
    assert.ok(JSON.stringify(answer).includes('J0202'));
  },
  '$price-units': async (c) => {
    const answer = await c.post('MedicationAdministration/$price-units', call);
    const claim = answer.parameter.find((p) => p.name === 'claim').resource;
    assert.deepEqual(claim.item.map((i) => i.quantity.value), [1, 2]);
  },
};

let failed = 0;
let passed = 0;

async function check(name, what) {
  try {
    await what();
    passed++;
  } catch (fault) {
    failed++;
    console.error(`${name}: ${fault.stack ?? JSON.stringify(fault)}`);
  }
}

for (const [name, client] of Object.entries(CLIENTS)) {
  for (const [what, steps] of Object.entries(CHECKS)) {
    await check(`${name}, ${what}`, () => steps(client()));
  }
}

await check('fhir-kit-client, operations as it calls them by default', async () => {
  const client = new Client({ baseUrl: base });
  const type = 'MedicationAdministration';
  const answer = await client.operation({ resourceType: type, name: 'price-units', input: call });
  assert.ok(answer.parameter.some((p) => p.name === 'claim'));
  const { resource } = call.parameter.find((p) => p.resource?.resourceType === type);
  const stored = await client.create({ resourceType: type, body: resource });
  const again = await client.operation({ resourceType: type, id: stored.id, name: 'price-units' });
  assert.equal(again.resourceType, 'Parameters');
  await client.delete({ resourceType: type, id: stored.id });
});

await check('JSON to XML and back', async () => {
  const converter = new Fhir();
  const fetched = async (accept) => (await fetch(`${base}/ValueSet/alemtuzumab-codes`, { headers: { Accept: accept } })).text();
  const json = JSON.parse(await fetched('application/fhir+json'));
  const xml = converter.xmlToObj(await fetched('application/fhir+xml'));
  assert.deepEqual(xml.compose, json.compose);
  const answer = await fetch(`${base}/MedicationAdministration/$price-units`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/fhir+xml', Accept: 'application/fhir+xml' },
    body: converter.objToXml(call),
  });
  assert.equal(answer.status, 200);
  const claim = converter.xmlToObj(await answer.text()).parameter.find((p) => p.name === 'claim').resource;
  assert.deepEqual(claim.item.map((i) => Number(i.quantity.value)), [1, 2]);
});

console.log(`Clients: ${Object.keys(CLIENTS).length}, checks passed: ${passed}, failed: ${failed}`);
process.exit(failed === 0 ? 0 : 1);
