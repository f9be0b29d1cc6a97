// The form of one dose after it was changed: no answer, vial or copy of the form before stays with it.
import assert from 'node:assert/strict';
import { accessibility } from '../browser.mjs';

export const changedForm = ({ base, browser, page, picture, faults }) => {
  const visible = (id) => page.isVisible(`#${id}`);
  const value = (id) => page.inputValue(`#${id}`);

  async function fill(fields) {
    for (const [id, text] of Object.entries(fields)) await page.fill(`#${id}`, text);
  }

  async function choose(text, entry) {
    await page.fill('#drug', text);
    await page.locator('#drug-list li', { hasText: entry }).first().click();
  }

  async function submit(press = () => page.click('#submit')) {
    const answered = page.waitForResponse((r) => r.url().includes('$price-units'));
    await press();
    await answered;
    await page.waitForFunction(() => document.activeElement.id === 'answer-title');
    return page.innerText('#answer-title');
  }

  const J9271 = { drug: 'J9271', date: '2025-05-01', dose: '200', 'size-1': '100', 'count-1': '2' };

  return {
    'an answer is of the form as it is': async () => {
      await fill(J9271);
      assert.match(await submit(), /^Bill J9271-JZ x 200/);
      await page.fill('#dose', '100');
      assert.equal(await visible('answer'), false);
      await page.click('#compare');
      await page.waitForSelector('#all-payers tbody tr');
      assert.match(await page.innerText('#all-payers'), /J9271: 100 mg, opened 2 x 100, on 2025-05-01; place of service 11 Office/);
      assert.equal(await visible('answer'), false);
      await page.selectOption('#place', '12');
      assert.equal(await page.innerText('#all-payers'), '');
      await submit();
      // A second attempt that ends in a fault has no answer either.
      await page.fill('#dose', '1,5');
      await page.click('#submit');
      await page.waitForSelector('#dose-fault');
      assert.equal(await visible('answer'), false);
      await page.locator('#dose-fault button', { hasText: /^15$/ }).click();
      await page.fill('#size-1', '');
      await submit();
      for (const change of [() => page.selectOption('#payer', 'cigna'), () => page.check('[name=waste][value=unknown]'), () => page.fill('#date', '2025-05-02')]) {
        await change();
        assert.equal(await visible('answer'), false);
        await submit();
      }
    },
    'an answer that comes after a change is not shown': async () => {
      await fill(J9271);
      let go;
      await page.route('**/MedicationAdministration/$price-units', async (route) => { await new Promise((resolve) => { go = resolve; }); await route.continue(); }, { times: 1 });
      await page.click('#submit');
      await page.waitForSelector('body[data-busy]');
      while (!go) await page.waitForTimeout(20);
      await page.fill('#dose', '100');
      go();
      await page.waitForSelector('body:not([data-busy])');
      assert.equal(await visible('answer'), false);
      await page.fill('#count-1', '1');
      assert.match(await submit(), /^Bill J9271-JZ x 100/);
    },
    'the vials of another drug do not stay': async () => {
      await choose('opdivo', '240 mg');
      assert.equal(await value('size-1'), '240');
      await page.fill('#count-1', '2');
      await choose('J9271', 'J9271');
      assert.deepEqual([await value('size-1'), await value('count-1'), await value('kind-1')], ['', '1', 'single-dose']);
      // Neither do they where a code is typed and not chosen.
      await choose('55513-0132-01', 'Kanjinti');
      assert.deepEqual([await value('size-1'), await value('kind-1')], ['420', 'multi-dose']);
      await page.fill('#drug', 'J9035');
      await page.focus('#dose');
      await page.waitForFunction(() => document.getElementById('size-1').value === '');
      assert.equal(await value('kind-1'), 'single-dose');
      // What is typed before any drug is chosen stays, and so does what is typed of this one.
      await page.goto('about:blank');
      await page.goto(`${base}/#price`);
      await page.waitForSelector('body[data-ready]');
      await fill({ 'size-1': '50', 'count-1': '2' });
      await choose('keytruda', '0006-3026-02');
      assert.deepEqual([await value('size-1'), await value('count-1')], ['50', '2']);
    },
    'a package that is typed and not chosen has the kind of the lists': async () => {
      await fill({ date: '2025-05-01', dose: '300', 'size-1': '420', drug: '55513-0132-01' });
      await page.focus('#dose');
      assert.match(await submit(), /^Bill Q5117 x 30 =/);
      assert.equal(await value('kind-1'), 'multi-dose');
    },
    'a drug that is counted in a unit of its own has it': async () => {
      for (const [code, unit, words] of [['Q4101', 'cm2', 'sq cm'], ['J3480', 'meq', 'mEq'], ['J0725', "[USP'U]", 'USP units']]) {
        await choose(code, code);
        assert.equal(await value('unit'), unit);
        assert.equal(await page.locator('#unit option:checked').innerText(), words);
      }
      await choose('J9271', 'J9271');
      assert.equal(await value('unit'), 'mg');
      assert.equal(await page.locator('#unit option', { hasText: 'USP' }).count(), 0);
      await page.fill('#drug', 'Q4101');
      await page.focus('#dose');
      await page.waitForFunction(() => document.getElementById('unit').value === 'cm2');
      await fill({ date: '2025-05-01', dose: '10' });
      assert.match(await submit(), /^Bill Q4101 x 10; no price is known here for that day/);
      assert.equal(await page.getAttribute('#lines-of-dose a', 'href'), 'ig/loading.html');
    },
    'what is printed says date, dose, drug and payer': async () => {
      await choose('keytruda', '0006-3026-02');
      await fill({ date: '2025-05-01', dose: '200', 'count-1': '2' });
      await submit();
      await page.emulateMedia({ media: 'print' });
      try {
        assert.match(await page.innerText('#answer'), /Keytruda \(pembrolizumab\), .*NDC 0006-3026-02: 200 mg, opened 2 x 100, on 2025-05-01; Medicare Part B, place of service 11 Office\./);
        await picture('print-one-dose');
      } finally {
        await page.emulateMedia({ media: 'screen' });
      }
      await page.click('#compare');
      await page.waitForSelector('#all-payers tbody tr');
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('#all-payers button', { hasText: 'Cigna' }).isVisible(), true);
      await page.emulateMedia({ media: 'screen' });
      assert.deepEqual(await accessibility(page), []);
    },
    'the last doses: each opens, also the one of the address; the same moves up, and there are twenty at most': async () => {
      await page.evaluate(() => localStorage.clear());
      await fill(J9271);
      await submit();
      await page.click('#kept summary');
      await page.fill('#dose', '150');
      await submit(() => page.click('#kept-list li:first-child a'));
      assert.equal(await value('dose'), '200');
      await page.evaluate(async () => {
        const { remember } = await import(new URL('links.js', document.baseURI).href);
        for (let i = 1; i <= 22; i++) remember(`dose ${i}`, `price?dose=${i}`);
        remember('dose 5', 'price?dose=5');
      });
      const list = await page.locator('#kept-list li').allInnerTexts();
      assert.equal(list.length, 20);
      assert.deepEqual([list[0], list[1], list.at(-1)], ['dose 5', 'dose 22', 'dose 3']);
    },
    'after a fault of the page the buttons still work, and "Copied." is of the answer that was copied': async () => {
      await fill(J9271);
      await page.route('**/MedicationAdministration/$price-units', (route) => route.fulfill({ json: { resourceType: 'Parameters', parameter: [{ name: 'claim' }] } }), { times: 1 });
      await page.click('#submit');
      await page.waitForSelector('body:not([data-busy])');
      await page.waitForTimeout(300);
      assert.ok(faults.length > 0, 'the answer was meant to break the page');
      faults.length = 0;
      await submit();
      await page.click('#copy-line');
      await page.waitForFunction(() => document.getElementById('copied').textContent === 'Copied.');
      await submit();
      assert.equal(await page.innerText('#copied'), '');
      await page.click('#copy-link');
      await page.waitForFunction(() => document.getElementById('copied-link').textContent === 'Copied.');
      await page.fill('#dose', '100');
      assert.equal(await page.innerText('#copied-link'), '');
    },
    'a server that refuses for another reason than size is quoted, and what it did not say is asked again': async () => {
      for (const [status, text] of [[429, 'Too many requests at once.'], [401, 'A token is needed.'], [503, 'The server is starting.']]) {
        await page.route('**/ValueSet/$expand', (route) => route.fulfill({ status, json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled', details: { text } }] } }));
        await page.fill('#drug', `lemtrada${status}`.slice(0, 8));
        await page.waitForFunction((words) => document.getElementById('drug-chosen').textContent === `${words} Try again.`, text);
        await page.unroute('**/ValueSet/$expand');
        await page.fill('#drug', '');
      }
      // One entry of a batch that the server was too busy for is no unknown drug.
      await page.route(`${base}/fhir/`, async (route) => {
        const bundle = await (await route.fetch()).json();
        bundle.entry[0] = { response: { status: '429 Too Many Requests', outcome: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled', details: { text: 'Too many requests at once.' } }] } } };
        await route.fulfill({ json: bundle });
      }, { times: 1 });
      await page.fill('#drug', '58468-0200-01');
      await page.waitForFunction(() => /Too many requests at once\. Try again\./.test(document.getElementById('drug-chosen').textContent));
      await page.fill('#drug', '58468-0200-0');
      await page.fill('#drug', '58468-0200-01');
      await page.locator('#drug-list li', { hasText: 'Lemtrada' }).first().waitFor();
      // Payers and places that did not come are asked for again.
      const context = await browser.newContext();
      const other = await context.newPage();
      await other.route('**/ValueSet/$expand', (route) => route.fulfill({ status: 429, json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled', details: { text: 'Too many requests at once.' } }] } }));
      await other.goto(base);
      await other.waitForSelector('#try-again');
      assert.match(await other.innerText('#away'), /Too many requests at once\. What you typed is still here/);
      await other.unroute('**/ValueSet/$expand');
      await other.click('#try-again');
      await other.waitForFunction(() => document.getElementById('payer').options.length > 5);
      assert.equal(await other.locator('.vial').count(), 1);
      assert.equal(await other.inputValue('#place'), '11');
      await context.close();
      faults.length = 0;
    },
    'in a browser that writes 1,5 the content of a package is not asked': async () => {
      const context = await browser.newContext({ locale: 'de-DE' });
      const other = await context.newPage();
      await other.goto(base);
      await other.waitForSelector('body[data-ready]');
      await other.evaluate(async () => {
        const { fillVial } = await import(new URL('vial-rows.js', document.baseURI).href);
        fillVial({ value: 10000 }, 'multi-dose');
      });
      assert.equal(await other.inputValue('#size-1'), '10000');
      await context.close();
    },
    'a card that was asked for first and comes last is not shown': async () => {
      await page.click('#to-drug');
      let go;
      await page.route(`${base}/fhir/`, async (route) => { await new Promise((resolve) => { go = resolve; }); await route.continue(); }, { times: 1 });
      await page.fill('#card-drug', 'J9035');
      await page.click('#card-form button');
      while (!go) await page.waitForTimeout(20);
      await page.fill('#card-drug', 'J0202');
      await page.click('#card-form button');
      await page.waitForSelector('#card h3');
      go();
      await page.waitForTimeout(3000);
      assert.match(await page.innerText('#card h3'), /J0202/);
    },
  };
};
