import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkLooks } from './support/checks';
import { setUp } from './support/people';
import { startProduct } from './support/product';
import { expect, product, test } from './support/test';

test.use({ expectedErrors: /net::ERR_/ });

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
    await stop();
    const log = await readFile(path.join(second.dataDir, 'logs/puppis.log'), 'utf8');
    for (const role of ['web', 'worker', 'gateway']) expect(log).toContain(`"${role} stopped"`); // and was not killed
  } finally {
    await stop();
    await rm(second.dataDir, { recursive: true });
  }
});
