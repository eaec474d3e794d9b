import { test as base } from '@playwright/test';
import type { Product } from './product';

/** The running product (support/global-setup.ts). */
export function product(): Product {
  const text = process.env.PUPPIS_E2E;
  if (!text) throw new Error('The product is not running; start the tests with Playwright.');
  return JSON.parse(text) as Product;
}

/**
 * Playwright's test with addresses relative to the product. A page whose console shows an error fails its test: a blocked
 * script, a hydration that did not match, a crash nobody saw.
 */
export const test = base.extend<{ strictConsole: void }>({
  baseURL: async ({}, provide) => provide(product().url),
  strictConsole: [
    async ({ page }, provide) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        // A refused sign-in or a page that is not found is reported by its status; tests look at those themselves.
        if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
          problems.push(message.text());
      });
      await provide();
      base.expect(problems, 'errors in the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
