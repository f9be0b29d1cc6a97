// The page on a phone and in the dark: nothing wider than the screen, nothing that axe finds.
import assert from 'node:assert/strict';
import { accessibility } from '../browser.mjs';

const DOSE = 'price?drug=J9010&date=2012-03-02&dose=20&unit=mg&vials=30:1:single-dose:&waste=vials&payer=medicare&place=11';

export const sizes = ({ base, page, picture, ready }) => {
  async function show(fragment) {
    await page.goto('about:blank');
    await page.goto(`${base}/#${fragment}`);
    await ready();
    if (fragment === DOSE) await page.waitForSelector('#answer:not([hidden])');
    if (fragment.startsWith('drug?')) await page.waitForSelector('#price-plot');
  }
  const views = { dose: DOSE, lines: 'lines', card: 'drug?code=J0202' };
  return {
    'by keyboard: the skip link goes to the form of the view': async () => {
      await show('lines');
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
