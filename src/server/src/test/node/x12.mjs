// node-x12, a parser of another maker, reads every 837 in the answers of the examples: the counts of the
// envelope hold, and each claim, line and package is found. Usage: node x12.mjs FOLDER_OF_EXAMPLES
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const { X12Parser, X12QueryEngine } = createRequire(import.meta.url)('node-x12');

const folder = process.argv[2];
assert.ok(folder, 'name the folder of the examples');

const answers = readdirSync(folder)
  .filter((name) => name.endsWith('-response.json'))
  .map((name) => [name, JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))]);
const files = answers.flatMap(([name, answer]) =>
  (answer.parameter ?? [])
    .filter((p) => p.name === 'x12')
    .map((p) => [name, Buffer.from(p.resource.data, 'base64').toString('ascii')]));
const interchanges = files.filter(([, text]) => text.startsWith('ISA'));
assert.ok(interchanges.length > 1, 'the examples have interchanges of both guides');

const count = (text, segment) => text.split('\n').filter((line) => line.startsWith(`${segment}*`)).length;

let lines = 0;
for (const [name, text] of interchanges) {
  const interchange = new X12Parser(true).parse(text);
  const transactions = interchange.functionalGroups.flatMap((group) => group.transactions);
  assert.equal(transactions.length, count(text, 'ST'), name);
  for (const transaction of transactions) {
    assert.equal(Number(transaction.trailer.valueOf(1)), transaction.segments.length + 2, `${name}: SE01`);
  }
  const query = new X12QueryEngine(true);
  for (const [reference, segment] of [['CLM01', 'CLM'], ['LX01', 'LX'], ['LIN03', 'LIN'], ['CTP04', 'CTP']]) {
    assert.equal(query.query(interchange, reference).length, count(text, segment), `${name}: ${reference}`);
  }
  assert.throws(() => new X12Parser(true).parse(text.replace(/\nSE\*\d+/, '\nSE*1')), name);
  lines += count(text, 'LX');
}
console.log(`${interchanges.length} interchanges, ${lines} lines read by node-x12`);
