import { guides } from '../lib/domain/guides';
import { checkLooks } from './support/checks';
import { signIn } from './support/people';
import { expect, product, test } from './support/test';

const pages = {
  'sign-up': '/sign-up',
  docs: '/docs',
  ...Object.fromEntries(guides.map(({ slug }) => [`docs-${slug}`, `/docs/${slug}`])),
};
for (const [name, path] of Object.entries(pages))
  test(`${name} is for everyone`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('h1')).toHaveCount(1);
    await checkLooks(page, name);
  });

test.describe('signed in', () => {
  test.beforeEach(({ page }) => signIn(page, product().admin));
  const inside = { create: '/clusters/new', account: '/account', users: '/admin/users' };
  for (const [name, path] of Object.entries(inside))
    test(`${name} is right in every look`, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator('h1')).toHaveCount(1);
      await checkLooks(page, name);
    });

  test('what is not there is said so', async ({ page }) => {
    expect((await page.goto('/clusters/nosuchcluster'))?.status()).toBe(404);
    await checkLooks(page, 'not-found');
  });

  test('the whole of it can be reached by keyboard', async ({ page }) => {
    await page.goto('/clusters');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: /Create/ }).first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/clusters\/new$/);
  });
});

test('every answer carries the headers that keep a page in its place', async ({ request }) => {
  const headers = (await request.get(`${product().url}/sign-in`)).headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic';/);
  expect(headers['content-security-policy']).toMatch(/frame-ancestors 'none'/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBeTruthy();
  expect(headers['x-powered-by']).toBeUndefined();
});
