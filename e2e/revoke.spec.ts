import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { endsWithinASecond, followEvents, untilRevoked } from './support/cut';
import { signIn } from './support/people';
import { shell } from './support/shell';
import { expect, product, test } from './support/test';

test('a credential is named, and revoked: commands under way are cut within a second, new ones refused', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-revoke-'));
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'lagoon' });
  await untilActive(page);
  const kept = await getAccess(page, path.join(folder, 'kept'));
  await page.getByRole('button', { name: 'Get Access' }).click();
  await page.getByLabel('Good for').selectOption('1 day');
  await checkLooks(page, 'access-named');
  await page.keyboard.press('Escape');
  const bundle = await getAccess(page, path.join(folder, 'lost'), 'laptop');
  const following = await followEvents(bundle);
  expect((await shell(`. '${bundle}/docker.env' && docker ps`)).code).toBe(0);

  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await checkLooks(page, 'revoke');
  expect(following.goesOn()).toBe(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await untilRevoked(id, 'laptop');
  expect(await endsWithinASecond(following, kept)).toBe(true);
  await expect(page.getByText('revoked', { exact: true })).toBeVisible();
  await expect(page.getByText('Revoked the credential laptop.').first()).toBeVisible();
  const refused = await shell(`. '${bundle}/docker.env' && docker ps`);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('This bundle was revoked.');
  expect((await shell(`. '${kept}/docker.env' && docker ps`)).code).toBe(0);
  await deleteCluster(page, 'lagoon');
  await rm(folder, { recursive: true });
});
