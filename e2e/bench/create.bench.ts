import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { defaultPlans } from '../../lib/domain/plans';
import { openMembers } from '../../lib/orchestrators/members';
import { createSwarm } from '../../lib/orchestrators/swarm/swarm';
import { eventually } from '../../lib/testing/eventually';
import { segmentImage } from '../../lib/testing/installation';
import { testCluster, testProvider } from '../../lib/testing/provider';
import { deleteCluster, downloadAccess, fillInCluster } from '../support/clusters';
import { signIn } from '../support/people';
import { succeed } from '../support/shell';
import { product, test } from '../support/test';
import { median, record, timed } from './measure';

const rounds = 5;

/** Nobody but the docker command: a container with the segment image's own dockerd, until it answers, and `swarm init`. */
async function byHand(): Promise<number> {
  const script = path.join(import.meta.dirname, 'by-hand.sh');
  const name = `puppis-by-hand-${process.pid}`;
  try {
    return await timed(() => succeed(`bash '${script}' start '${segmentImage()}' ${name}`));
  } finally {
    await succeed(`bash '${script}' remove ${name}`);
  }
}

/** The same with Puppis' own segments, which start faster, but without database, worker, gateway and browser. */
async function withoutPanel(): Promise<number> {
  const house = testProvider();
  const cluster = testCluster('hand');
  const members = openMembers(house.provider, cluster);
  try {
    return await timed(async () => {
      await house.provider.ensureNetwork(cluster);
      await house.provider.ensureSegment({ cluster, ordinal: 1 }, defaultPlans[0]!, 1);
      await eventually('an answer', () => members.engine(1).ping(500));
      await createSwarm().init(members, 1);
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
  const times = { hand: [] as number[], bare: [] as number[], one: [] as number[], three: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.hand.push(await byHand());
    times.bare.push(await withoutPanel());
    times.one.push(await throughThePanel(page, `one-${round}`, 1));
    times.three.push(await throughThePanel(page, `three-${round}`, 3));
  }
  const baseline = median(times.hand);
  record({ name: 'a segment and swarm init without the panel', value: median(times.bare), unit: 'ms', baseline });
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
