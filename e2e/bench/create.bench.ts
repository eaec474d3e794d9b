import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { defaultPlans } from '../../lib/domain/plans';
import { createSwarm } from '../../lib/orchestrators/swarm/swarm';
import { eventually } from '../../lib/testing/eventually';
import { testCluster, testProvider } from '../../lib/testing/provider';
import { deleteCluster, downloadAccess, fillInCluster } from '../support/clusters';
import { signIn } from '../support/people';
import { succeed } from '../support/shell';
import { product, test } from '../support/test';
import { median, record, timed } from './measure';

const rounds = 5;

/** The least that makes a Swarm of one: a network, one segment's container, its engine answering, `swarm init`. */
async function byHand(): Promise<number> {
  const house = testProvider();
  const cluster = testCluster('hand');
  const engine = (ordinal: number) => house.provider.engine({ cluster, ordinal });
  try {
    return await timed(async () => {
      await house.provider.ensureNetwork(cluster);
      await house.provider.ensureSegment({ cluster, ordinal: 1 }, defaultPlans[0]!, 1);
      await eventually('an answer', () => engine(1).ping(500));
      await createSwarm().init({ cluster, engine }, 1);
    });
  } finally {
    house.remove();
  }
}

/** Looks at every frame: Playwright's own expectations look once a second. */
async function untilAccess(page: Page) {
  const ready = () =>
    [...document.querySelectorAll('main button:not([aria-disabled])')].some(
      ({ textContent }) => textContent?.trim() === 'Get Access',
    );
  await page.waitForFunction(ready, undefined, { timeout: 60_000 });
}

/** From the click on Create to the first `docker ps` through the bundle, everything a person has to do included. */
async function throughThePanel(page: Page, name: string, segments: number): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-bench-'));
  await fillInCluster(page, { name, segments });
  const took = await timed(async () => {
    await page.getByRole('button', { name: 'Create cluster' }).click();
    await untilAccess(page);
    const bundle = await downloadAccess(page, folder);
    await succeed(`. '${bundle}/docker.env' && docker ps`);
  });
  await page.getByRole('button', { name: 'Done' }).click();
  await deleteCluster(page, name);
  await rm(folder, { recursive: true });
  return took;
}

test('create to the first docker ps', async ({ page }) => {
  await signIn(page, product().admin);
  const times = { hand: [] as number[], one: [] as number[], three: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.hand.push(await byHand());
    times.one.push(await throughThePanel(page, `one-${round}`, 1));
    times.three.push(await throughThePanel(page, `three-${round}`, 3));
  }
  const baseline = median(times.hand);
  record({
    name: 'create → docker ps, 1 segment',
    value: median(times.one),
    unit: 'ms',
    baseline,
    goal: { atMost: 1.3 },
  });
  record({
    name: 'create → docker ps, 3 segments',
    value: median(times.three),
    unit: 'ms',
    baseline,
    goal: { atMost: 2 },
  });
});
