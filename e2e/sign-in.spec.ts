import { checkLooks } from './support/checks';
import { signIn, tryToSignIn } from './support/people';
import { expect, product, test } from './support/test';

test('the sign-in page can be used by everyone', async ({ page }) => {
  await page.goto('/sign-in');
  await checkLooks(page, 'sign-in');
});

test('a wrong password is refused in words, and the right one let in', async ({ page }) => {
  const { admin } = product();
  await page.goto('/sign-in');
  await tryToSignIn(page, { ...admin, password: 'not the password' });
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAccessibleDescription('The e-mail or the password is wrong.');
  await expect(password).toHaveAttribute('aria-invalid', 'true');
  await checkLooks(page, 'sign-in-refused');
  await signIn(page, admin);
});

test('who is not signed in is asked to, and then brought where they wanted to go', async ({ page }) => {
  const { admin } = product();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?/);
  await tryToSignIn(page, admin);
  await expect(page).toHaveURL(/\/account$/);
});
