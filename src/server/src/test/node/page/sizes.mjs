// The page on a phone and in the dark: nothing wider than the screen, nothing that axe finds.
import assert from 'node:assert/strict';
import { accessibility } from '../browser.mjs';

const DOSE = 'price?drug=J9010&date=2012-03-02&dose=20&unit=mg&vials=30:1:single-dose:&waste=vials&payer=medicare&place=11';

export const sizes = ({ base, page, picture, ready }) => {
  async function show(fragment) {
    await page.goto('about:blank');
    await page.goto(`${base}/#${fragment}`);
    await ready();
    if (fragment === DOSE) await comparePayers();
    if (fragment.startsWith('drug?')) await page.waitForSelector('#price-plot');
    if (fragment === 'lines') await priceRows();
  }

  /** Shows all payers below the answer. */
  async function comparePayers() {
    await page.waitForSelector('#answer:not([hidden])');
    await page.click('#compare');
    await page.waitForSelector('#all-payers tbody tr');
  }

  /** Types a row that is billed and one that is refused, by keyboard, and shows the claim form. */
  async function priceRows() {
    await page.focus('#cell-1-date');
    for (const [date, drug, dose, vials] of [['5/1/2025', '0006-3026-02', '200', '2 x 100'], ['1/4/2016', 'J9010', '30', '1 x 30']]) {
      for (const text of [date, drug, dose, 'mg', vials, '', '']) { await page.keyboard.type(text); await page.keyboard.press('Tab'); }
    }
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.id === 'run-title' && document.querySelector('#worklist .reason'));
    await page.focus('#show-form');
    await page.keyboard.press('Enter');
  }
  const views = { dose: DOSE, lines: 'lines', card: 'drug?code=J0202' };
  return {
    'by keyboard: rows are typed and priced, the claim form opens, and the skip link goes to the form of the view': async () => {
      await show('lines');
      assert.match(await page.innerText('#run-title'), /^1 of 2 records billed on 1 line = \$11,869\.80/);
      assert.match(await page.innerText('#claim-form'), /N400006302602 ML8/);
      await page.focus('.skip');
      await page.keyboard.press('Enter');
      assert.equal(await page.isVisible('#lines'), true);
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement.id), 'file');
    },
    '360 px: no view is wider than the phone': async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      try {
        for (const [name, fragment] of Object.entries(views)) {
          await show(fragment);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} is wider than a phone`);
          assert.equal(await page.locator('.stack thead:visible').count(), 0, 'rows of a table are lists on a phone');
          assert.deepEqual(await accessibility(page), [], name);
          await picture(`phone-${name}`);
        }
      } finally {
        await page.setViewportSize({ width: 1100, height: 900 });
      }
    },
    'dark mode has contrast everywhere': async () => {
      await page.emulateMedia({ colorScheme: 'dark' });
      try {
        for (const [name, fragment] of Object.entries(views)) {
          await show(fragment);
          assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(246, 248, 250)');
          assert.deepEqual(await accessibility(page), [], name);
          await picture(`dark-${name}`);
        }
      } finally {
        await page.emulateMedia({ colorScheme: 'light' });
      }
    },
  };
};
