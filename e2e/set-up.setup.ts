import { otherBrowser, setUp } from './support/people';
import { checkLooks } from './support/checks';
import { expect, product, test } from './support/test';

test('the link from the console makes the first administrator, once', async ({ page, browser }) => {
  const { setupUrl, admin } = product();
  await page.goto(setupUrl);
  await checkLooks(page, 'set-up');
  await setUp(page, setupUrl, admin);

  const stranger = await otherBrowser(browser);
  await stranger.goto(setupUrl);
  await expect(stranger.getByText('This set-up link does not work')).toBeVisible();
  await expect(stranger.getByLabel('E-mail')).toHaveCount(0);
  await checkLooks(stranger, 'set-up-used');
  await stranger.context().close();
});
