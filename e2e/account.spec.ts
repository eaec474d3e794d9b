import { untilAlive } from './support/alive';
import { checkLooks } from './support/checks';
import { guest } from './support/identity-provider';
import { otherBrowser, signIn, signUp, tryToSignIn } from './support/people';
import { expect, product, test } from './support/test';

const person = { email: 'hipparchus@example.org', password: 'a catalogue of stars' };
const renewed = { ...person, password: 'eight hundred and fifty' };

test('a changed password ends other sessions, and only the new one signs in', async ({ page, browser }) => {
  await signUp(page, person);
  const other = await otherBrowser(browser);
  await signIn(other, person);
  await page.goto('/account');
  await page.getByLabel('Current password').fill('not this one');
  await page.getByLabel('New password').fill(renewed.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Current password').fill(person.password);
  await page.getByLabel('New password').fill(renewed.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();

  await other.goto('/account');
  await expect(other).toHaveURL(/\/sign-in/);
  await tryToSignIn(other, person);
  await expect(other.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await signIn(other, renewed);
  await other.context().close();
});

test('signing out everywhere ends the session of another browser as well', async ({ page, browser }) => {
  const other = await otherBrowser(browser);
  await Promise.all([signIn(page, renewed), signIn(other, renewed)]);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  expect((await other.request.get('/api/clusters')).status()).toBe(401);
  // The page that is still open there notices when its person comes back to it.
  await expect(async () => {
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect(other).toHaveURL(/\/sign-in\?next=%2Fclusters$/, { timeout: 2_500 });
  }).toPass();
  await other.context().close();
});

test('a disabled account is signed out and stays out', async ({ page, browser }) => {
  const admin = await otherBrowser(browser);
  await Promise.all([signIn(page, renewed), signIn(admin, product().admin)]);
  await admin.goto('/admin/users');
  await checkLooks(admin, 'users-some');
  await admin.getByRole('button', { name: `Disable ${person.email}` }).click();
  await expect(admin.getByRole('button', { name: `Enable ${person.email}` })).toBeVisible();
  expect((await page.request.get('/api/clusters')).status()).toBe(401);
  await page.goto('/sign-in');
  await tryToSignIn(page, renewed);
  await expect(page.getByText(/disabled|wrong/)).toBeVisible();
  await admin.context().close();
});

test('whom another provider knows comes in through it, twice to the same account', async ({ page }) => {
  for (const visit of [1, 2]) {
    await page.goto('/sign-in?next=/account');
    if (visit === 1) await checkLooks(page, 'sign-in-elsewhere');
    await page.getByRole('button', { name: 'the Observatory' }).click();
    await expect(page).toHaveURL(/\/account$/);
    await untilAlive(page);
    await expect(page.getByText(guest.email).first()).toBeVisible();
    await expect(page.getByText('You sign in with the Observatory')).toBeVisible();
    if (visit === 1) await checkLooks(page, 'account-elsewhere');
    await page.getByRole('button', { name: /Account menu/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  }
});
