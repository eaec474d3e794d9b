import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { endsWithinASecond, followEvents, untilRevoked } from './support/cut';
import { otherBrowser, signIn, signUp } from './support/people';
import { shell } from './support/shell';
import { expect, product, test } from './support/test';

const mate = { email: 'lynceus@example.org', password: 'eyes that see through wood' };
const name = 'regatta';

async function invite(page: Page, email: string, role: string): Promise<void> {
  await page.getByLabel('E-mail of an account here').fill(email);
  await page.getByLabel('As', { exact: true }).selectOption(role);
  await page.getByRole('button', { name: 'Invite' }).click();
}

test('a cluster is shared, used by another, and taken back: all of it seen live, and cut within a second', async ({
  page,
  browser,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-sharing-'));
  const other = await otherBrowser(browser);
  const card = other.getByRole('link', { name });
  const people = page.getByRole('region', { name: 'People' });
  await Promise.all([signIn(page, product().admin), signUp(other, mate)]);
  const id = await createCluster(page, { name });
  await untilActive(page);
  const own = await getAccess(page, path.join(folder, 'own'));
  await expect(other.getByRole('heading', { name: 'Your first cluster is seconds away' })).toBeVisible();

  await invite(page, 'nobody@example.org', 'operator');
  await expect(page.getByText('Nobody has an account with the e-mail nobody@example.org here.')).toBeVisible();
  await invite(page, mate.email, 'operator');
  await expect(people.getByText(`${name} is now shared with ${mate.email}.`)).toBeVisible();
  await expect(card).toBeVisible();
  await expect(other.getByText(`shared by ${product().admin.email}`)).toBeVisible();
  await checkLooks(other, 'clusters-shared');
  await checkLooks(page, 'people');

  await card.click();
  await expect(other).toHaveURL(/\/clusters\/[a-z0-9]+$/);
  await other.getByRole('button', { name: 'Actions', exact: true }).click();
  const forbidden = other.getByRole('button', { name: 'Delete cluster…' });
  await expect(forbidden).toBeDisabled();
  await expect(forbidden).toHaveAttribute('title', /^You may operate regatta\. Ask its owner/);
  await other.keyboard.press('Escape');
  await checkLooks(other, 'cluster-shared');
  const bundle = await getAccess(other, path.join(folder, 'mate'), 'oar');
  expect((await shell(`. '${bundle}/docker.env' && docker ps`)).code).toBe(0);
  await expect(async () => {
    await other.goto('/account');
    await expect(other.getByText(/last used .* from (127\.0\.0\.1|::1)/)).toBeVisible({ timeout: 10_000 });
  }).toPass();
  await checkLooks(other, 'account-credentials');
  await other.goto('/clusters');
  await expect(card).toBeVisible();

  const following = await followEvents(bundle);
  expect((await shell(`. '${bundle}/docker.env' && docker ps`)).code).toBe(0);
  await people.getByRole('button', { name: `Remove ${mate.email}` }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Their 1 credential for it is revoked')).toBeVisible();
  await checkLooks(page, 'remove-member');
  expect(following.goesOn()).toBe(true);
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await untilRevoked(id, 'oar');
  expect(await endsWithinASecond(following, own)).toBe(true);
  await expect(card).toBeHidden();
  await expect(people.getByText(mate.email, { exact: true })).toBeHidden();
  const refused = await shell(`. '${bundle}/docker.env' && docker ps`);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('may no longer use this cluster');

  await invite(page, mate.email, 'viewer');
  await card.click();
  await expect(other).toHaveURL(/\/clusters\/[a-z0-9]+$/);
  await expect(other.getByRole('button', { name: 'Get Access' })).toHaveAttribute('aria-disabled', 'true');
  await checkLooks(other, 'cluster-viewed');
  expect((await shell(`. '${bundle}/docker.env' && docker ps`)).stderr).toContain('may no longer use this cluster');
  await other.getByRole('button', { name: 'Leave…' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(other).toHaveURL(/\/clusters$/);
  await expect(card).toBeHidden();
  await expect(people.getByText(mate.email, { exact: true })).toBeHidden();
  await deleteCluster(page, name);
  await other.context().close();
  await rm(folder, { recursive: true });
});
