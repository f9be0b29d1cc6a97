// Debian's Chromium with everything off that would look for a network, and the faults that a page has.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function open() {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  const faults = [];
  const page = await context.newPage();
  // A refusal of an operation is an answer; Chromium writes it to the console all the same.
  const refused = (message) => message.text().startsWith('Failed to load resource') && message.location().url.includes('/fhir/');
  page.on('console', (message) => message.type() === 'error' && !refused(message) && faults.push(`console: ${message.text()} (${message.location().url})`));
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`));
  page.on('requestfailed', (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && faults.push(`request: ${request.url()}`));
  page.on('response', (response) => response.status() >= 500 && faults.push(`${response.status()}: ${response.url()}`));
  return { browser, page, faults };
}

/** What axe-core finds on the page as it is now. */
export async function accessibility(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}
