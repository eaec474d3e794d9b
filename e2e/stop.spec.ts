import { rm } from 'node:fs/promises';
import { checkLooks } from './support/checks';
import { setUp } from './support/people';
import { startProduct } from './support/product';
import { expect, product, test } from './support/test';

test.use({ expectedErrors: /net::ERR_/ });

/** Longer, and the supervisor would use force. */
const patienceMs = 8_000;

test('Puppis as it is by default makes no accounts for strangers, and stops in good order while somebody looks at a page', async ({
  page,
}) => {
  const { product: second, stop } = await startProduct({});
  try {
    await page.goto(`${second.url}/sign-up`);
    await expect(page.getByText(/administrator/).first()).toBeVisible();
    await checkLooks(page, 'sign-up-closed');
    await setUp(page, second.setupUrl, product().admin);
    const stream = page.waitForResponse((response) => response.url().endsWith('/api/events'));
    await page.goto(`${second.url}/clusters`);
    await stream;
    const begun = Date.now();
    await stop();
    expect(Date.now() - begun).toBeLessThan(patienceMs);
  } finally {
    await stop();
    await rm(second.dataDir, { recursive: true });
  }
});
