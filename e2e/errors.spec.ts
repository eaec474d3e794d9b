import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkLooks } from './support/checks';
import { sql } from './support/database';
import { signIn } from './support/people';
import { expect, product, test } from './support/test';

test.beforeEach(({ page }) => signIn(page, product().admin));

/** Changes the database behind the product's back: the account page alone reads this table. */
const rename = (from: string, to: string) => sql(product().dataDir, `ALTER TABLE "${from}" RENAME TO "${to}"`);
test.afterEach(() => rename('Lost', 'Identity').catch(() => undefined)); // where the test did not get so far

test.describe('when a page breaks', () => {
  test.use({ expectedErrors: /status of 500|React error #441/ });

  test('it says so with the reference that the log knows, and comes back by itself', async ({ page }) => {
    await rename('Identity', 'Lost');
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side');
    await checkLooks(page, 'broken');
    const reference = await page.locator('code').innerText();
    await expect.poll(() => readFile(path.join(product().dataDir, 'logs/web.log'), 'utf8')).toContain(reference);
    await rename('Lost', 'Identity');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account');
  });
});

test.describe('when even the page that says so is lost', () => {
  test.use({ expectedErrors: /status of 500|React error #441|ChunkLoadError|ERR_FAILED/ });

  test('the outermost one says it', async ({ page }) => {
    await page.route('**/*.js', async (route) => {
      const answer = await route.fetch({ timeout: 0 });
      if ((await answer.text()).includes('This page could not be shown')) await route.abort();
      else await route.fulfill({ response: answer });
    });
    await rename('Identity', 'Lost');
    await page.goto('/account');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side');
    await expect(page.getByText('could not show anything here')).toBeVisible();
    await checkLooks(page, 'broken-outermost');
  });
});
