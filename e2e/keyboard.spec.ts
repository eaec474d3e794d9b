import type { Locator, Page } from '@playwright/test';
import { createCluster, deleteCluster, untilActive } from './support/clusters';
import { otherBrowser, signIn } from './support/people';
import { expect, product, test } from './support/test';

/** What is done most with a cluster, by somebody who has no mouse. Nothing here clicks once the cluster is there. */
test.describe.configure({ mode: 'serial' });

const name = 'keel';
let page: Page;
let id: string;

test.beforeAll(async ({ browser }) => {
  page = await otherBrowser(browser);
  await signIn(page, product().admin);
  id = await createCluster(page, { name });
  await untilActive(page);
  await page.goto('/clusters');
});
test.afterAll(async () => {
  const left = await page.goto(`/clusters/${id}`); // where a test failed
  if (left?.ok()) await deleteCluster(page, name);
  await page.context().close();
});

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Walks on by Tab until `target` has the focus; fails when that is not within the stops of a page. */
async function tabTo(target: Locator): Promise<void> {
  const there = () => target.evaluate((element) => element === document.activeElement);
  for (let stops = 0; stops < 60 && !(await there()); stops++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

const getAccess = () => page.getByRole('button', { name: `Get Access to ${name}` });
const gear = () => page.getByRole('button', { name: `Actions for ${name}` });
const dialog = () => page.getByRole('dialog');

test('Get Access opens, its tabs go by arrow keys, and Escape leads back to its button', async () => {
  await tabTo(getAccess());
  await press('Enter');
  await expect(dialog()).toBeVisible();
  const tab = (label: string) => dialog().getByRole('tab', { name: label, exact: true });
  await tabTo(tab('Your shell'));
  await press('ArrowRight');
  await expect(tab('Docker context')).toBeFocused();
  await expect(dialog().getByRole('heading', { name: 'Import it' })).toBeVisible();
  await press('End');
  await expect(tab('Your own key')).toBeFocused();
  await expect(tab('Your own key')).toHaveAttribute('aria-selected', 'true');
  await press('ArrowRight');
  await expect(tab('Your shell')).toBeFocused();
  await tabTo(tab('bash / zsh'));
  await press('ArrowRight');
  await expect(tab('fish')).toBeFocused();
  await expect(dialog().getByText(`source ${name}/docker.fish`)).toBeVisible();
  await press('Escape');
  await expect(dialog()).toBeHidden();
  await expect(getAccess()).toBeFocused();
});

test('its download is a form that Enter sends', async () => {
  await press('Enter');
  await tabTo(dialog().getByLabel('Name (optional)'));
  await page.keyboard.type('no mouse');
  const downloading = page.waitForEvent('download');
  await press('Enter');
  expect((await downloading).suggestedFilename()).toBe(`${name}.zip`);
  await expect(dialog().getByText('Your download has started.')).toBeVisible();
  await tabTo(dialog().getByRole('button', { name: 'Done' }));
  await press('Enter');
  await expect(getAccess()).toBeFocused();
});

test('the menu of a card opens, goes round by arrow keys, and closes by Escape', async () => {
  const first = page.getByRole('link', { name: 'Details' });
  const last = page.getByRole('button', { name: 'Delete cluster…' });
  await tabTo(gear());
  await press('Enter', 'ArrowDown');
  await expect(first).toBeFocused();
  await press('ArrowUp');
  await expect(last).toBeFocused();
  await press('ArrowDown');
  await expect(first).toBeFocused();
  await press('Escape');
  await expect(first).toBeHidden();
  await expect(gear()).toBeFocused();
});

test('delete is called off and confirmed', async () => {
  const field = dialog().getByLabel('Type the cluster’s name to confirm');
  await press('Enter', 'ArrowUp', 'Enter');
  await expect(dialog()).toBeVisible();
  await press('Escape');
  await expect(dialog()).toBeHidden();
  await expect(gear()).toBeFocused();

  await press('Enter', 'ArrowUp', 'Enter');
  await tabTo(field);
  await page.keyboard.type('kee');
  await press('Enter');
  await expect(dialog().getByRole('button', { name: 'Delete cluster' })).toBeDisabled();
  await page.keyboard.type('l');
  await tabTo(dialog().getByRole('button', { name: 'Delete cluster' }));
  await press('Enter');
  await expect(dialog()).toBeHidden();
  await expect(page.getByRole('link', { name, exact: true })).toBeHidden();
});
