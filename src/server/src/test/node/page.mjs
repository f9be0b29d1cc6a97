// The page as the desk of a billing manager, in a real browser. Usage: node page.mjs BASE [SCREENSHOT_FOLDER] [WORD_OF_A_FLOW]
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { open } from './browser.mjs';
import { readings } from './page/readings.mjs';
import { oneDose } from './page/one-dose.mjs';
import { changedForm } from './page/changed-form.mjs';
import { drugCard } from './page/drug-card.mjs';
import { manyLines } from './page/many-lines.mjs';
import { runs } from './page/runs.mjs';
import { files } from './page/files.mjs';
import { sizes } from './page/sizes.mjs';

const [base, shots, word = ''] = process.argv.slice(2);
assert.ok(base, 'name the address of the server');
if (shots) mkdirSync(shots, { recursive: true });
const { browser, page, faults } = await open();
const picture = async (name) => shots && page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
const ready = () => page.waitForSelector('body[data-ready]', { timeout: 60_000 });
const tools = { base, browser, page, picture, ready, faults };

let failed = 0;
const flows = Object.entries({ ...readings(tools), ...oneDose(tools), ...changedForm(tools), ...drugCard(tools), ...manyLines(tools), ...runs(tools), ...files(tools), ...sizes(tools) }).filter(([name]) => name.includes(word));
for (const [name, flow] of flows) {
  try {
    // Another document, so that each flow begins with an empty form.
    await page.goto('about:blank');
    await page.goto(`${base}/#price`);
    await ready();
    await flow();
  } catch (fault) {
    failed++;
    console.error(`${name}: ${fault.stack}`);
    await picture(`failed-${failed}`);
  }
}
await browser.close();
faults.forEach((fault) => console.error(fault));
console.log(`Flows: ${flows.length}, failed: ${failed}, console errors: ${faults.length}`);
process.exit(failed === 0 && faults.length === 0 ? 0 : 1);
