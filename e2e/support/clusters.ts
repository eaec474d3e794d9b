import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { succeed } from './shell';
import { expect } from './test';

/** Ends what hangs: a cluster is made or gone in seconds where nothing else runs. */
const patienceMs = 10 * 60_000;

interface Wish {
  readonly name: string;
  readonly plan?: 'small' | 'standard' | 'large';
  readonly segments?: number;
}

/** Fills in the form on the page where clusters are made, without sending it. */
export async function fillInCluster(page: Page, { name, plan = 'small', segments = 1 }: Wish): Promise<void> {
  await page.goto('/clusters/new');
  await page.getByLabel('Cluster name').fill(name);
  await page.getByRole('radio', { name: new RegExp(`^${plan}`) }).check();
  const count = page.getByRole('group', { name: 'Segments' }).getByRole('status');
  for (let wanted = 2; wanted <= segments; wanted++) {
    await page.getByRole('button', { name: 'One more (Segments)' }).click();
    await expect(count).toHaveText(String(wanted));
  }
}

/** Makes a cluster; the browser is on its page afterwards. @returns its id */
export async function createCluster(page: Page, wish: Wish): Promise<string> {
  await fillInCluster(page, wish);
  await page.getByRole('button', { name: 'Create cluster' }).click();
  await untilAtCluster(page);
  return path.basename(new URL(page.url()).pathname);
}

/** Waits until the page of a cluster is there: a list has buttons of the same names. */
export async function untilAtCluster(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/clusters\/(?!new)[a-z0-9]+$/);
}

/** The badge in the header of a cluster's page. */
export const phase = (page: Page) =>
  page.locator('main header').getByText(/^(new|building|active|growing|shrinking|rebuilding|deleting|error)$/);

/** Waits, without a reload, until the cluster whose page is open is active. */
export async function untilActive(page: Page): Promise<void> {
  await expect(phase(page)).toHaveText('active', { timeout: patienceMs });
}

/** Gets access as a person does, on the open cluster's page, and unzips; the dialog stays open. @returns the folder that has docker.env */
export async function downloadAccess(page: Page, folder: string, called?: string): Promise<string> {
  await page.getByRole('button', { name: 'Get Access' }).click();
  if (called) await page.getByLabel('Name (optional)').fill(called);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download .*\.zip$/ }).click();
  const zip = await downloading;
  const name = zip.suggestedFilename();
  await mkdir(folder, { recursive: true });
  await zip.saveAs(path.join(folder, name));
  await succeed(`unzip -q '${name}'`, { cwd: folder });
  return path.join(folder, path.basename(name, '.zip'));
}

/** downloadAccess, and closes the dialog. */
export async function getAccess(page: Page, folder: string, called?: string): Promise<string> {
  const bundle = await downloadAccess(page, folder, called);
  await page.getByRole('button', { name: 'Done' }).click();
  return bundle;
}

/** Changes the number of segments on the open cluster's page. */
export async function scale(page: Page, by: 'One more' | 'One fewer', button: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('button', { name: `${by} (Number of segments)` }).click();
  await page.getByRole('dialog').getByRole('button', { name: button }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Asks for the open cluster to go. */
export async function askToDelete(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('button', { name: 'Delete cluster…' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete cluster' });
  await expect(confirm).toBeDisabled();
  await page.getByLabel('Type the cluster’s name to confirm').fill(name);
  await confirm.click();
}

/** Waits until the open cluster is gone and the page has left for the list. */
export async function untilGone(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/clusters$/, { timeout: patienceMs });
}

/** Deletes the open cluster, and follows it to the end. */
export async function deleteCluster(page: Page, name: string): Promise<void> {
  await askToDelete(page, name);
  await untilGone(page);
}
