import { rm } from 'node:fs/promises';
import { checkLooks } from './support/checks';
import { createCluster, deleteCluster, untilActive } from './support/clusters';
import { directAccess } from './support/direct';
import { signIn } from './support/people';
import { succeed } from './support/shell';
import { expect, product, test } from './support/test';

test('fewer segments: what would be lost is named, and needs a yes', async ({ page }) => {
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'cargo', segments: 2 });
  await untilActive(page);
  const cluster = await (await page.request.get(`/api/clusters/${id}`)).json();
  const env = await directAccess(cluster.segmentList[1].address);
  await succeed('docker run -d --name crate -v hold:/hold busybox sleep 9999', { env });
  await rm(env.DOCKER_CERT_PATH, { recursive: true });

  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Change' }).click();
  await dialog.getByRole('button', { name: 'One fewer (Number of segments)' }).click();
  await expect(dialog.getByText('the container crate of cargo-n2 and the volume hold of cargo-n2')).toBeVisible();
  await checkLooks(page, 'shrink');
  const remove = dialog.getByRole('button', { name: 'Remove 1 segment' });
  await expect(remove).toBeDisabled(); // not without a yes
  await dialog.getByRole('checkbox', { name: 'I do not need them any more' }).check();
  await remove.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('cargo is active with 1 segment.').first()).toBeVisible();
  await deleteCluster(page, 'cargo');
});
