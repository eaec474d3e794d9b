import { checkLooks } from './support/checks';
import { askToDelete, createCluster, phase, untilActive, untilGone } from './support/clusters';
import { holding, holdingBack, untilTold } from './support/hold';
import { signIn } from './support/people';
import { expect, product, test } from './support/test';

test('a cluster is right in every look while it builds and while it goes', async ({ page }) => {
  await signIn(page, product().admin);
  await holdingBack(async () => {
    const id = await holding('worker', () => createCluster(page, { name: 'raft', segments: 2 }));
    await untilTold(id, 'Segment n1 started.');
    await holding('worker', async () => {
      await expect(page.getByText(/Segment n1 started/).first()).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Building your cluster' })).toBeVisible();
      await checkLooks(page, 'cluster-building');
      await expect(phase(page)).toHaveText('building');
    });
  });
  await untilActive(page);
  await holding('worker', async () => {
    await askToDelete(page, 'raft');
    await expect(page.getByRole('heading', { name: /^Deleting everything/ })).toBeVisible();
    await checkLooks(page, 'cluster-deleting');
    await expect(phase(page)).toHaveText('deleting');
  });
  await untilGone(page);
});
