import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, getAccess, untilActive } from './support/clusters';
import { signIn } from './support/people';
import { succeed } from './support/shell';
import { expect, product, test } from './support/test';

test('what was done to a cluster, and through its bundle, is shown, filtered, and taken away as a file', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-audit-'));
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'logbook' });
  await untilActive(page);
  const bundle = await getAccess(page, folder, 'quill');
  await succeed(`. '${bundle}/docker.env' && docker volume create ink && docker ps && docker volume rm ink`);

  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('link', { name: 'Audit' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit of logbook');
  await expect(async () => {
    await page.reload();
    expect(await page.getByText(/^DELETE .*\/volumes\/ink$/).isVisible()).toBe(true);
  }).toPass();
  for (const words of ['Created a cluster', 'Got access', 'Downloaded a bundle', 'Connected', 'Docker call'])
    await expect(page.getByRole('rowheader', { name: words }).first()).toBeVisible();
  await expect(page.getByText(/^GET /)).toHaveCount(0);
  await checkLooks(page, 'audit-cluster');

  await page.getByLabel('Action').selectOption('Docker calls: Docker call');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/action=docker\.call/);
  await expect(page.getByRole('row')).toHaveCount(3);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as CSV' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/,docker\.call,.*,logbook,DELETE [^,]*\/volumes\/ink,/);

  await page.goto('/admin/audit?cluster=logbook');
  await expect(page.getByRole('rowheader', { name: 'Created a cluster' })).toBeVisible();
  await checkLooks(page, 'audit');
  await page.goto(`/clusters/${id}`);
  await deleteCluster(page, 'logbook');
  await page.goto('/admin/audit?cluster=logbook&action=cluster.delete');
  await expect(page.getByRole('rowheader', { name: 'Deleted a cluster' })).toBeVisible();
  await rm(folder, { recursive: true });
});
