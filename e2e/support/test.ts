import { test as base, type Page } from '@playwright/test';
import { arriveAlive } from './alive';
import type { Product } from './product';

/** The running product (support/global-setup.ts). */
export function product(): Product {
  const text = process.env.PUPPIS_E2E;
  if (!text) throw new Error('The product is not running; start the tests with Playwright.');
  return JSON.parse(text) as Product;
}

/** What went wrong in the consoles of all pages since the last test: a blocked script, a crash nobody saw. */
const problems: string[] = [];

/** For every page of a browser's context; those that a test opens by itself too. */
export function prepare(page: Page): void {
  arriveAlive(page);
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // A refused sign-in or a page that is not found is reported by its status; tests look at those themselves.
    const text = message.text();
    if (message.type() !== 'error' || /the server responded with a status of 4\d\d/.test(text)) return;
    problems.push(text);
  });
}

/**
 * Playwright's test with addresses relative to the product. A page whose console shows an error fails its test: a blocked
 * script, a hydration that did not match, a crash nobody saw.
 */
export const test = base.extend<{ strictConsole: void; expectedErrors: RegExp | undefined }>({
  /** Errors that a test provokes by itself. */
  expectedErrors: [undefined, { option: true }],
  baseURL: async ({}, provide) => provide(product().url),
  strictConsole: [
    async ({ page, expectedErrors }, provide) => {
      prepare(page);
      await provide();
      await page.unrouteAll({ behavior: 'ignoreErrors' }); // an answer may still be on its way
      const found = problems.splice(0).filter((text) => !expectedErrors?.test(text));
      base.expect(found, 'errors in the consoles of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
