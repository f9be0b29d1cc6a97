// The Postman collection in newman: all of it on an open server, in its order and from its end, which leaves nothing
// behind; then its first folder with tokens of an issuer.
// Usage: node postman.mjs BASE COLLECTION [ANSWERS]; the third keeps the answers of requests that are no examples.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import newman from 'newman';

const [base, file, kept] = process.argv.slice(2);
assert.ok(file, 'name the FHIR base and the collection');
const collection = JSON.parse(readFileSync(file, 'utf8'));
const TOKEN = 'of-the-issuer';

// Resolves to the summary; `sent` gets each request that left, those of scripts too, and its answer.
const run = (options, sent = () => {}) => new Promise((done, fail) => {
  newman.run({ collection, reporters: [], ...options }, (error, summary) => (error ? fail(error) : done(summary.run)))
    .on('request', (error, { request, response }) => sent(request, response));
});
const variables = (values) => Object.entries({ base, ...values }).map(([key, value]) => ({ key, value }));

// How many resources of each type are stored. AuditEvents tell of every write, also of one that removes.
const types = (await (await fetch(`${base}/metadata`)).json()).rest[0].resource
  .filter(({ type, interaction }) => type !== 'AuditEvent' && interaction?.some(({ code }) => code === 'search-type'))
  .map(({ type }) => type);
const stored = async () => {
  const counts = {};
  for (const type of types) {
    const answer = await fetch(`${base}/${type}?_summary=count`, { headers: { 'Cache-Control': 'no-cache' } });
    counts[type] = (await answer.json()).total;
  }
  return counts;
};

const jobs = new Set();
const job = /\$price-units-job\/[^/]+$/;
const seen = (request, response) => {
  const started = response?.headers.get('Content-Location')?.match(job)?.[0];
  if (started) jobs.add(started);
};
const failed = ({ failures }) => {
  for (const { source, error } of failures) console.error(`${source?.name}: ${error.name}: ${error.message}`);
  return failures.length;
};

const before = await stored();
const first = await run({ envVar: variables({}) }, seen);
let faults = failed(first);
console.log(`Postman: ${first.stats.requests.total} requests, ${first.stats.assertions.total} assertions, ${faults} failed`);
assert.deepEqual(await stored(), before, 'the requests leave no resource behind');

const fromTheEnd = { ...collection, item: collection.item.map((f) => ({ ...f, item: [...f.item].reverse() })).reverse() };
faults += failed(await run({ collection: fromTheEnd, envVar: variables({}) }, seen));
assert.deepEqual(await stored(), before, 'from the end, the requests leave no resource behind');
assert.ok(jobs.size > 0, 'jobs are started');
for (const left of jobs) assert.equal((await fetch(`${base}/${left}`)).status, 404, `${left} is removed`);
console.log(`Postman: the same from the end; ${jobs.size} jobs and all resources are removed`);
if (kept) keep(first.executions);

const asked = [];
const issuer = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    asked.push({ authorization: request.headers.authorization, body });
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ access_token: TOKEN, token_type: 'Bearer', expires_in: 300 }));
  });
});
await new Promise((ready) => { issuer.listen(0, '127.0.0.1', ready); });
const tokenUrl = `http://127.0.0.1:${issuer.address().port}/token`;
const authorizations = new Set();
await run(
  { folder: 'Start here', envVar: variables({ tokenUrl, clientId: 'tester', clientSecret: 'secret', scope: 'system/*.rs' }) },
  (request) => { if (!request.url.toString().startsWith(tokenUrl)) authorizations.add(request.headers.get('Authorization')); },
);
issuer.close();
assert.deepEqual([...authorizations], [`Bearer ${TOKEN}`], 'every request carries the token');
assert.equal(asked.length, 1, 'the token is asked for once');
assert.equal(asked[0].authorization, `Basic ${btoa('tester:secret')}`);
assert.match(asked[0].body, /grant_type=client_credentials/);
console.log('Postman: the collection gets one token of an issuer and sends it');
process.exitCode = faults === 0 ? 0 : 1;


// Saves the answers of requests that have none of an example, shortened where they are long.
function keep(executions) {
  const held = JSON.parse(readFileSync(kept, 'utf8'));
  const sent = collection.item.flatMap((folder) => folder.item.map((item) => ({ folder: folder.name, item })));
  const all = {};
  executions.forEach(({ cursor, request, response }) => {
    const { folder, item } = sent[cursor.position];
    // Newman keeps the last answer of an item, which is that of a step where one follows.
    if (item.event.some(({ listen, script }) => listen === 'test' && script.exec.join().includes('const steps'))) return;
    const path = item.request.url.replace('{{base}}/', '').split('{{')[0];
    const body = item.request.body?.raw ?? '';
    if (request.method !== item.request.method || (request.body?.raw ?? '') !== body || !request.url.toString().includes(path)) return;
    if (item.response.length > 0 && held[folder]?.[item.name] === undefined) return;
    (all[folder] ??= {})[item.name] = {
      status: response.code,
      type: response.headers.get('Content-Type') ?? '',
      body: shortened(response.text()),
    };
  });
  writeFileSync(kept, `${JSON.stringify(all, null, 2)}\n`);
}

function shortened(text) {
  const here = text.replaceAll(base, 'http://127.0.0.1:8080/fhir');
  if (here.length <= 8_000 || !here.startsWith('{')) return here;
  const few = (value) => {
    if (Array.isArray(value)) return value.slice(0, 2).map(few);
    return value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, few(v)])) : value;
  };
  return JSON.stringify(few(JSON.parse(here)), null, 2);
}
