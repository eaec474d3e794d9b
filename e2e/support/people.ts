import type { Browser, Page } from '@playwright/test';
import { expect, prepare, product } from './test';

export interface Person {
  readonly email: string;
  readonly password: string;
}

async function fillIn(page: Page, person: Person, button: string): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** Signs in by the form; succeeds when the clusters page is there. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in');
  await fillIn(page, person, 'Sign in');
  await expect(page).toHaveURL(/\/clusters$/);
}

/** Tries to sign in with what should be refused; stays on the form. */
export const tryToSignIn = async (page: Page, person: Person): Promise<void> => fillIn(page, person, 'Sign in');

/** Makes the first administrator by the link from the console; is signed in afterwards. */
export async function setUp(page: Page, setupUrl: string, person: Person): Promise<void> {
  await page.goto(setupUrl);
  await fillIn(page, person, 'Create administrator');
  await expect(page).toHaveURL(/\/clusters$/);
}

/** Makes an account by the form; is signed in afterwards. */
export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-up');
  await fillIn(page, person, 'Sign up');
  await expect(page).toHaveURL(/\/clusters$/);
}

/** A page in a browser of its own, with nobody signed in; close its context. */
export async function otherBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: product().url });
  context.on('page', prepare);
  return context.newPage();
}
