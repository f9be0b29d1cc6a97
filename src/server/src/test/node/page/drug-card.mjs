// The drug card and its search.
import assert from 'node:assert/strict';
import { accessibility } from '../browser.mjs';

export const drugCard = ({ base, page, picture, ready }) => ({
  'a drug by brand, generic name, code or NDC in any form, and only drugs': async () => {
    await page.click('#to-drug');
    const hit = 'Keytruda (pembrolizumab), J9271, 1 mg a unit, 100 mg/4 mL, NDC 0006-3026-02';
    for (const text of ['keytruda', 'pembrolizumab', 'J9271', 'j9271', '0006-3026-02', '00006302602', '00006-3026-02', '0006302602']) {
      await page.fill('#card-drug', text);
      await page.waitForFunction((wanted) => document.getElementById('card-list').innerText.includes(wanted), hit, { timeout: 20_000 }).catch(() => assert.fail(`${text} does not find it`));
    }
    await picture('search');
    for (const text of ['J3490 wheelchair', 'hospital bed', 'E0110']) {
      await page.fill('#card-drug', text);
      await page.waitForFunction(() => /No drug found/.test(document.getElementById('card-found').textContent));
    }
  },
  'a server that refuses to search by name says so': async () => {
    await page.route('**/ValueSet/$expand', (route) => (route.request().postData().includes('ValueSet/drugs')
      ? route.fulfill({ status: 422, json: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'too-costly' }] } }) : route.continue()));
    await page.fill('#drug', 'keytruda');
    await page.waitForFunction(() => /does not search them by name\. Enter the code or the NDC/.test(document.getElementById('drug-chosen').textContent));
    await page.fill('#drug', '0006-3026-02');
    await page.waitForSelector('#drug-list li');
    await page.fill('#drug', 'J9271');
    await page.waitForFunction(() => /J9271/.test(document.getElementById('drug-list').innerText));
    await page.unroute('**/ValueSet/$expand');
  },
  'the card: packages, dates, prices, unit limit, payers and the source of the kind': async () => {
    await page.goto('about:blank');
    await page.goto(`${base}/#drug?code=J0202`);
    await ready();
    await page.waitForSelector('#price-plot');
    assert.match(await page.getAttribute('#lives', 'aria-label'), /J9010 from 2003-01-01 to 2015-12-31/);
    const card = await page.innerText('#card');
    assert.match(card, /Lemtrada \(alemtuzumab\)/);
    assert.match(card, /One unit\s+1 mg a unit/);
    assert.match(card, /Valid\s+from 2016-01-01 on/);
    assert.match(card, /Most units a day \(MUE\)\s+12 in an outpatient hospital \(CMS, from 2026-07-01\); 12 in a practice \(CMS, from 2026-07-01\)/);
    assert.match(card, /single-dose \(FDA/);
    assert.match(card, /Newest payment limit \(ASP file\)\s+\$/);
    assert.match(card, /Medicare Part B\s+required since 2017-01-01\s+required since 2023-07-01/);
    assert.ok((await page.locator('#card details tbody tr').count()) > 10);
    assert.deepEqual(await accessibility(page), []);
    await picture('card');
    await page.fill('#card-drug', 'Z9999');
    await page.click('#card-form button');
    await page.waitForSelector('#card .issue');
  },
  'the card of an ended code shows the packages of its last day': async () => {
    await page.goto('about:blank');
    await page.goto(`${base}/#drug?code=J9010`);
    await ready();
    await page.waitForSelector('#card h3');
    const card = await page.innerText('#card');
    assert.match(card, /Valid\s+from 2003-01-01 to 2015-12-31, then J0202/);
    assert.match(card, /Campath 30 mg\/1 mL[\s\S]*had the code until 2015-12-31/);
  },
  'what can be billed today is found first, and maker and product find every package': async () => {
    await page.click('#to-drug');
    const found = async (text) => {
      await page.fill('#card-drug', text);
      await page.waitForFunction(() => /found|first/.test(document.getElementById('card-found').textContent));
      return page.locator('#card-list li').allInnerTexts();
    };
    const names = await found('alemtuzumab');
    assert.match(names[0], /^J0202, Injection, alemtuzumab, 1 mg a unit$/);
    assert.match(names.at(-1), /ended 2015-12-31$/);
    assert.deepEqual((await found('0006-3026')).map((hit) => hit.slice(-12)).sort(), ['0006-3026-02', '0006-3026-04']);
    assert.match((await found('N400006302602'))[0], /NDC 0006-3026-02$/);
    assert.match((await found('nplate'))[0], /^J2802, Injection, romiplostim.*\(Nplate\), 1 mcg a unit$/);
    await page.fill('#card-drug', 'no such drug');
    await page.waitForFunction(() => /No drug found/.test(document.getElementById('card-found').textContent));
    assert.equal(await page.getAttribute('#card-found a', 'href'), 'ig/loading.html');
    assert.match(await page.textContent('#card-found code'), /^bin\/price-units load --public --to http\S+\/fhir$/);
    await page.fill('#card-drug', 'J02');
    await page.waitForFunction(() => /^The first 12; type more to narrow/.test(document.getElementById('card-found').textContent));
  },
});
