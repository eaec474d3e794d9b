import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, untilActive } from './support/clusters';
import { signIn } from './support/people';
import { expect, product, test } from './support/test';

test('autoscale is set within bounds and at targets, and what is wrong is said beside the field', async ({ page }) => {
  await signIn(page, product().admin);
  await createCluster(page, { name: 'tide' });
  await untilActive(page);
  const dialog = page.getByRole('dialog');
  const memory = dialog.getByLabel('Memory target');
  const open = () => page.getByRole('button', { name: 'Autoscale settings' }).click();
  const save = () => dialog.getByRole('button', { name: 'Save' }).click();

  await open();
  await checkLooks(page, 'autoscale');
  await dialog.getByRole('button', { name: 'One fewer (Maximum)' }).click();
  await dialog.getByRole('switch', { name: 'Give idle segments back' }).click();
  for (const wrong of ['12', '']) {
    await memory.fill(wrong);
    await save();
    await expect(memory).toHaveAttribute('aria-invalid', 'true');
  }
  await memory.fill('60');
  await save();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1 to 2', { exact: true })).toBeVisible();
  await expect(page.getByText(/from 1 to 2 segments, at 60 % of memory/)).toBeVisible();

  await page.reload();
  await open();
  await expect(memory).toHaveValue('60');
  await expect(dialog.getByRole('switch', { name: 'Give idle segments back' })).not.toBeChecked();
  await page.keyboard.press('Escape');

  await page.getByRole('switch', { name: 'Autoscale of tide' }).click();
  await expect(page.getByRole('img', { name: /^Use of tide: \d+ % of memory and \d+ % of CPU/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Decisions' })).toContainText('All is well.');
  await checkLooks(page, 'autoscale-history');
  await deleteCluster(page, 'tide');
});
