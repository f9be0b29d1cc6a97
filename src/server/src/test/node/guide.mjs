// The guide in a real browser: index, a profile, an example, the issues. Usage: node guide.mjs BASE [SCREENSHOT_FOLDER]
import assert from 'node:assert/strict';
import { accessibility, open } from './browser.mjs';

const [base, shots] = process.argv.slice(2);
assert.ok(base, 'name the address of the server');
const PAGES = {
  '': 'Price Units',
  'StructureDefinition-price-units-claim.html': 'Priced drug claim',
  'Parameters-waste-on-its-own-line-response.html': 'waste-on-its-own-line-response',
  'issues.html#code-terminated': 'Issues',
};
const { browser, page, faults } = await open();
let failed = 0;
for (const [path, title] of Object.entries(PAGES)) {
  const answer = await page.goto(`${base}/ig/${path}`);
  const heading = await page.innerText('h1');
  const violations = await accessibility(page);
  if (!answer.ok() || !heading.toLowerCase().includes(title.toLowerCase()) || violations.length) {
    failed++;
    console.error(`${path}: ${answer.status()}, "${heading}", ${violations.join('; ')}`);
  }
  if (shots) await page.screenshot({ path: `${shots}/guide-${failed}-${Object.keys(PAGES).indexOf(path)}.png` });
}
await page.goto(`${base}/swagger-ui`);
await page.waitForSelector('.swagger-ui .opblock-tag', { timeout: 60_000 });
await browser.close();
faults.forEach((fault) => console.error(fault));
console.log(`Guide pages: ${Object.keys(PAGES).length}, failed: ${failed}, console errors: ${faults.length}`);
process.exit(failed === 0 && faults.length === 0 ? 0 : 1);
