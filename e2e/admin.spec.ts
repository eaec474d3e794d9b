import { checkLooks } from './support/checks';
import { otherBrowser, signIn, tryToSignIn } from './support/people';
import { expect, product, test } from './support/test';

test.describe.configure({ mode: 'serial' });
const person = { email: 'aristarchus@example.org', password: 'the sun in the middle' };

test.beforeEach(({ page }) => signIn(page, product().admin));

test('who is invited follows the link, chooses a password and has an account; the link works once', async ({
  page,
  browser,
}) => {
  await page.goto('/admin/users');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByLabel('E-mail').fill(person.email);
  await form.getByRole('button', { name: 'Invite' }).click();
  const link = await page.getByText(/\/invitation\?token=/).textContent();
  await expect(page.getByRole('button', { name: 'Copy the invitation link' })).toBeVisible();
  await checkLooks(page, 'users-invited');

  const other = await otherBrowser(browser);
  await other.goto(link!);
  await expect(other.getByLabel('E-mail')).toHaveValue(person.email);
  await checkLooks(other, 'invitation');
  await other.getByLabel('Password', { exact: true }).fill(person.password);
  await other.getByRole('button', { name: 'Create account' }).click();
  await expect(other).toHaveURL(/\/clusters$/);
  await other.goto(link!);
  await expect(other.getByText('This invitation was used already')).toBeVisible();
  await checkLooks(other, 'invitation-used');
  await other.context().close();
});

test('an invitation that was withdrawn says so', async ({ page, browser }) => {
  await page.goto('/admin/users');
  const form = page.getByRole('form', { name: 'Invite somebody' });
  await form.getByLabel('E-mail').fill('nobody@example.org');
  await form.getByRole('button', { name: 'Invite' }).click();
  const link = await page.getByText(/\/invitation\?token=/).textContent();
  await page.getByRole('button', { name: 'Withdraw the invitation of nobody@example.org' }).click();
  await expect(page.getByRole('button', { name: 'Withdraw the invitation of nobody@example.org' })).toHaveCount(0);
  const other = await otherBrowser(browser);
  await other.goto(link!);
  await expect(other.getByText('This invitation was withdrawn')).toBeVisible();
  await other.context().close();
});

test('a role, an end of sessions, a disabled and a deleted account take effect at once', async ({ page, browser }) => {
  const other = await otherBrowser(browser);
  await signIn(other, person);
  const status = async () => (await other.request.get('/admin/users', { maxRedirects: 0 })).status();
  expect(await status()).toBe(404);
  await page.goto('/admin/users');
  await page.getByRole('button', { name: `Make administrator: ${person.email}` }).click();
  await expect(page.getByRole('button', { name: `Make member: ${person.email}` })).toBeVisible();
  expect(await status()).toBe(200);
  await page.getByRole('button', { name: `Make member: ${person.email}` }).click();
  await expect(page.getByRole('button', { name: `Make administrator: ${person.email}` })).toBeVisible();
  expect(await status()).toBe(404);

  await page.getByRole('button', { name: `End sessions of ${person.email}` }).click();
  await expect(page.getByText('Signed out everywhere.')).toBeVisible();
  expect(await status()).toBe(307);
  await signIn(other, person);
  await page.getByRole('button', { name: `Disable ${person.email}` }).click();
  await expect(page.getByRole('button', { name: `Enable ${person.email}` })).toBeVisible();
  expect(await status()).toBe(307);
  await other.goto('/sign-in');
  await tryToSignIn(other, person);
  await expect(other.getByText('This account is disabled')).toBeVisible();

  await page.getByRole('button', { name: `Delete the account of ${person.email}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Delete account' })).toBeDisabled();
  await dialog.getByLabel('Type the account’s e-mail to confirm').fill(person.email);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('rowheader', { name: person.email })).toHaveCount(0);
  await other.context().close();
});

test('a setting that is changed holds at once, and its default comes back', async ({ page, browser }) => {
  const other = await otherBrowser(browser);
  await page.goto('/admin/settings');
  await checkLooks(page, 'settings');
  await page.getByRole('combobox', { name: 'Sign-up' }).selectOption('closed');
  await page.getByRole('button', { name: 'Save: Sign-up' }).click();
  await expect(page.getByRole('button', { name: 'Back to default: Sign-up' })).toBeVisible();
  await other.goto('/sign-up');
  await expect(other.getByText('Sign-up is closed')).toBeVisible();
  await page.getByRole('button', { name: 'Back to default: Sign-up' }).click();
  await expect(page.getByRole('button', { name: 'Back to default: Sign-up' })).toHaveCount(0);
  await other.goto('/sign-up');
  await expect(other.getByRole('button', { name: 'Sign up' })).toBeVisible();
  await other.context().close();
});

for (const [name, title] of [
  ['Clusters', 'All clusters'],
  ['Credentials', 'Credentials'],
] as const)
  test(`the administration’s page of ${name} is right in every look`, async ({ page }) => {
    await page.goto('/admin/users');
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await checkLooks(page, `admin-${name.toLowerCase()}`);
  });
