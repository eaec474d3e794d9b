import { checkLooks } from './support/checks';
import {
  askToDelete,
  createCluster,
  deleteCluster,
  fillInCluster,
  phase,
  untilActive,
  untilAtCluster,
  untilGone,
} from './support/clusters';
import { holding, holdingBack, untilTold } from './support/hold';
import { labelled } from './support/leftovers';
import { takePort } from './support/port';
import { rolePid } from './support/product';
import { signIn } from './support/people';
import { expect, product, test } from './support/test';

test.beforeEach(({ page }) => signIn(page, product().admin));

test('a worker that is killed while it builds is started again and goes on', async ({ page }) => {
  const killed = await rolePid(product(), 'worker');
  const id = await holdingBack(async () => {
    const made = await createCluster(page, { name: 'phoenix', segments: 2 });
    await untilTold(made, 'Segment n1 started.');
    process.kill(killed, 'SIGKILL');
    await expect(page.getByText(/Segment n1 started/).first()).toBeVisible();
    return made;
  });
  await untilActive(page);
  expect(await rolePid(product(), 'worker')).not.toBe(killed);
  await deleteCluster(page, 'phoenix');
  expect(await labelled(product().installation, id)).toEqual([]);
});

test('a cluster whose port another program holds says so, and Retry gets it through', async ({ page }) => {
  const squatter = await takePort(product().firstPort);
  await createCluster(page, { name: 'quay' });
  await expect(phase(page)).toHaveText('error');
  await expect(page.getByText(/is used by another program on the host/).first()).toBeVisible();
  await checkLooks(page, 'cluster-error');
  await page.goto('/clusters');
  await checkLooks(page, 'clusters-error');
  await page.getByRole('link', { name: 'quay' }).click();
  await untilAtCluster(page);
  const retry = page.getByRole('button', { name: 'Retry' });
  await holding('worker', async () => {
    squatter.close(); // the worker would get it through without being asked
    await retry.click();
    await expect(retry).not.toHaveAttribute('aria-disabled');
  });
  await untilActive(page);
  await deleteCluster(page, 'quay');
});

test('a cluster in error can be rebuilt from its card, and gets through', async ({ page }) => {
  const squatter = await takePort(product().firstPort);
  const id = await createCluster(page, { name: 'wharf' });
  await expect(phase(page)).toHaveText('error');
  await page.goto('/clusters');
  const card = page.getByRole('listitem').filter({ hasText: 'wharf' });
  for (const name of ['Retry', 'Rebuild…', 'Delete…'])
    await expect(card.getByRole('button', { name, exact: true })).toBeVisible();
  await holding('worker', async () => {
    squatter.close();
    await card.getByRole('button', { name: 'Rebuild…', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rebuild' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  });
  await card.getByRole('link', { name: 'wharf' }).click();
  await untilActive(page);
  await expect(page.getByText('Asked to rebuild the engines.').first()).toBeVisible();
  await deleteCluster(page, 'wharf');
  expect(await labelled(product().installation, id)).toEqual([]);
});

test('deleting while it builds leaves nothing', async ({ page }) => {
  const id = await holdingBack(async () => {
    const made = await holding('worker', () => createCluster(page, { name: 'icarus', segments: 3 }));
    await untilTold(made, 'Segment n1 started.');
    await holding('worker', async () => {
      await askToDelete(page, 'icarus');
      await expect(phase(page)).toHaveText('deleting');
    });
    return made;
  });
  await untilGone(page);
  expect(await labelled(product().installation, id)).toEqual([]);
});

test('pressing Create twice makes one cluster', async ({ page }) => {
  await fillInCluster(page, { name: 'once' });
  await page.getByRole('button', { name: 'Create cluster' }).dblclick();
  await untilActive(page);
  const list = await (await page.request.get('/api/clusters')).json();
  expect(list.filter(({ name }: { name: string }) => name === 'once')).toHaveLength(1);
  await deleteCluster(page, 'once');
});

test.describe('when the answer gets lost', () => {
  test.use({ expectedErrors: /net::ERR_CONNECTION_RESET/ });
  test('the cluster that was made all the same is shown', async ({ page }) => {
    await fillInCluster(page, { name: 'bottle' });
    await page.route('**/clusters/new', async (route) => {
      await route.fetch({ timeout: 0 });
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Create cluster' }).click();
    await untilActive(page);
    await deleteCluster(page, 'bottle');
  });
});

test('what is filled in before the page’s script has come is kept', async ({ page }) => {
  let come = () => {};
  const script = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/*.js', async (route) => {
    await script;
    await route.continue();
  });
  await page.goto('/clusters/new', { waitUntil: 'commit' });
  await page.getByLabel('Cluster name').fill('early');
  await page.getByRole('radio', { name: /^small/ }).check();
  come();
  const more = page.getByRole('button', { name: 'One more (Segments)' });
  const fewer = page.getByRole('button', { name: 'One fewer (Segments)' });
  await expect(async () => {
    await more.click();
    await expect(fewer).not.toHaveAttribute('aria-disabled', { timeout: 250 });
  }).toPass();
  await expect(page.getByLabel('Cluster name')).toHaveValue('early');
  await expect(page.getByRole('radio', { name: /^small/ })).toBeChecked();
});

test.describe('without the live feed', () => {
  test.use({ expectedErrors: /net::ERR_FAILED/ });
  test('the page asks by itself, and follows a cluster from its first step to its last', async ({ page }) => {
    await page.route(/\/api\/events(\?|$)/, (route) => route.abort());
    await createCluster(page, { name: 'drum' });
    await untilActive(page);
    await expect(page.getByRole('log').getByText('Swarm initialised')).toBeVisible();
    await deleteCluster(page, 'drum');
  });
});

test.describe('while web is away', () => {
  test.use({ expectedErrors: /net::ERR_/ });
  test('the page keeps what it shows, and goes on by itself', async ({ page }) => {
    await createCluster(page, { name: 'echo' });
    await untilActive(page);
    const killed = await rolePid(product(), 'web');
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => rolePid(product(), 'web')).not.toBe(killed);
    await expect.poll(async () => (await page.request.get('/healthz').catch(() => undefined))?.ok()).toBe(true);
    await page.getByRole('switch', { name: 'Autoscale of echo' }).click();
    await expect(page.getByRole('switch', { name: 'Autoscale of echo' })).toBeChecked();
    await expect(phase(page)).toHaveText('active');
    await deleteCluster(page, 'echo');
  });
});
