import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { segmentImage } from '../../lib/testing/installation';
import { eventually } from '../../lib/testing/eventually';
import { createCluster, deleteCluster, getAccess, untilActive } from '../support/clusters';
import { signIn } from '../support/people';
import { shell, succeed } from '../support/shell';
import { expect, product, test } from '../support/test';
import { median, record, timed } from './measure';

const rounds = 5;

interface Cluster {
  readonly phase: string;
  readonly segmentList: readonly { readonly state: string }[];
}

/** Asks for another number of segments. @returns how long it took from the click until all of them were ready, in ms */
async function scaled(page: Page, id: string, button: 'One more' | 'One fewer', segments: number): Promise<number> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Change' }).click();
  for (let clicks = 0; clicks < 2; clicks++)
    await dialog.getByRole('button', { name: `${button} (Number of segments)` }).click();
  const took = await timed(async () => {
    await dialog.getByRole('button', { name: /2 segments$/ }).click();
    await eventually(
      `${segments} ready`,
      async () => {
        const { phase, segmentList } = (await (await page.request.get(`/api/clusters/${id}`)).json()) as Cluster;
        const ready = segmentList.filter(({ state }) => state === 'ready');
        return phase === 'active' && segmentList.length === segments && ready.length === segments;
      },
      60_000,
    ).catch(async (error: Error) => {
      const events = await page.request.get(`/api/clusters/${id}/events`);
      throw new Error(`${error.message}: ${await events.text()}`);
    });
  });
  await expect(dialog).toBeHidden();
  return took;
}

/** Two more containers beside one, and both as managers in its Swarm, with the docker command alone. */
async function grownByHand(): Promise<number> {
  const script = path.join(import.meta.dirname, 'by-hand.sh');
  const name = `puppis-by-hand-${process.pid}`;
  try {
    await succeed(`bash '${script}' start '${segmentImage()}' ${name}`);
    return await timed(() => succeed(`bash '${script}' grow '${segmentImage()}' ${name}`));
  } finally {
    await succeed(`bash '${script}' remove ${name}`);
  }
}

/** Kills the only segment of a cluster and waits for its service, a few times. @returns how long each took, in ms */
async function returns(page: Page, id: string, folder: string): Promise<number[]> {
  const bundle = await getAccess(page, folder);
  const here = `. '${bundle}/docker.env' &&`;
  await succeed(`${here} docker service create --name web --endpoint-mode dnsrr busybox sleep 99999`);
  const runs = async () => (await shell(`${here} docker ps -q --filter name=web.`)).stdout.trim() !== '';
  const took: number[] = [];
  for (let round = 0; round < rounds; round++)
    took.push(
      await timed(async () => {
        await succeed(`docker kill $(docker ps -q --filter label=puppis.cluster=${id})`); // whichever was kept
        await eventually('the service is back', runs, 60_000, 20);
      }),
    );
  await succeed(`${here} docker service rm web`);
  return took;
}

test('growing, and coming back', async ({ page }) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-bench-'));
  await signIn(page, product().admin);
  const id = await createCluster(page, { name: 'phoenix' });
  await untilActive(page);
  const killed = 'a segment killed → its service back';
  const fresh = await returns(page, id, folder);
  record({ name: `${killed}, p50`, value: median(fresh), unit: 'ms', goal: { atMost: 10_000 } });

  const growths: number[] = [];
  const byHand: number[] = [];
  for (let round = 0; round < rounds; round++) {
    growths.push(await scaled(page, id, 'One more', 3));
    await scaled(page, id, 'One fewer', 1);
    byHand.push(await grownByHand());
  }
  const baseline = median(byHand);
  record({ name: 'scale 1 → 3, p50', value: median(growths), unit: 'ms', baseline, goal: { atMost: 1.5 } });
  const shrunk = await returns(page, id, await mkdtemp(path.join(folder, 'again-')));
  await rm(folder, { recursive: true });
  record({ name: `${killed}, shrunk from 3, p50`, value: median(shrunk), unit: 'ms', goal: { atMost: 10_000 } });
  await deleteCluster(page, 'phoenix');
});
