// The Postman collection in newman: all of it on an open server, then its first folder with tokens of an issuer.
// Usage: node postman.mjs BASE COLLECTION
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import newman from 'newman';

const [base, collection] = process.argv.slice(2);
assert.ok(collection, 'name the FHIR base and the collection');
const TOKEN = 'of-the-issuer';

// Resolves to the summary; `sent` gets each request that left, with its headers.
const run = (options, sent = () => {}) => new Promise((done, fail) => {
  newman.run({ collection, reporters: [], ...options }, (error, summary) => (error ? fail(error) : done(summary.run)))
    .on('request', (error, { request }) => sent(request));
});
const variables = (values) => Object.entries({ base, ...values }).map(([key, value]) => ({ key, value }));

const { stats, failures } = await run({ envVar: variables({}) });
for (const { source, error } of failures) console.error(`${source?.name}: ${error.name}: ${error.message}`);
console.log(`Postman: ${stats.requests.total} requests, ${stats.assertions.total} assertions, ${failures.length} failed`);

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
process.exit(failures.length === 0 ? 0 : 1);
