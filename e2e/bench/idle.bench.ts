import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { createCluster, untilActive } from '../support/clusters';
import { signIn } from '../support/people';
import { rolePid } from '../support/product';
import { expect, product, test } from '../support/test';
import { record } from './measure';

const clusters = 10;
const restSeconds = 240; // what a role just ran for the first time, Node compiles again, better, in the background, for minutes
const watchedSeconds = 60;
const ticksPerSecond = 100; // USER_HZ, which is 100 on every Linux that Node runs on

/** As docker counts, and the goals do. */
const [KB, MB] = [1_000, 1_000_000];

/** A process and all that it started. */
async function family(pid: number): Promise<number[]> {
  const parents = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
        return [Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const;
      }),
  );
  const below = (of: number): number[] => [
    of,
    ...parents.filter(([, parent]) => parent === of).flatMap(([child]) => below(child)),
  ];
  return below(pid);
}

/** CPU time of a process so far, in seconds (proc(5): fields 14 and 15). */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Its memory without what it shares with others, which is divided by their number (PSS), in MB. Its `kB` are 1024 bytes each (proc(5)). */
async function memoryMB(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return (Number(/^Pss:\s+(\d+) kB/m.exec(rollup)![1]) * 1024) / MB;
}

test('what the clusters page loads, and ten clusters cost while nothing happens', async ({ page }) => {
  await signIn(page, product().admin);
  const html = await (await page.request.get('/clusters')).text();
  // A browser that knows modules does not load what is marked noModule.
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+\.js)[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const scripts = new Set(tags.map(([, source]) => source!));
  expect(scripts.size).toBeGreaterThan(2);
  let bytes = 0;
  for (const source of scripts) bytes += gzipSync(await (await page.request.get(source)).body()).byteLength;
  record({
    name: 'first-load JavaScript of the clusters page',
    value: bytes / KB,
    unit: 'KB',
    goal: { atMost: 170 },
  });

  for (let one = 0; one < clusters; one++) {
    await createCluster(page, { name: `idle-${one}` });
    await untilActive(page);
  }
  await page.context().clearCookies();
  await page.goto('about:blank');
  await delay(restSeconds * 1000);
  const roots = await Promise.all((['web', 'worker', 'gateway'] as const).map((role) => rolePid(product(), role)));
  const pids = (await Promise.all(roots.map(family))).flat();
  const spent = async () => (await Promise.all(pids.map(cpuSeconds))).reduce((sum, one) => sum + one, 0);
  const before = await spent();
  await delay(watchedSeconds * 1000);
  record({
    name: 'idle with 10 clusters, CPU of a core',
    value: (((await spent()) - before) / watchedSeconds) * 100,
    unit: '%',
    goal: { atMost: 2 },
  });
  const memory = (await Promise.all(pids.map(memoryMB))).reduce((sum, one) => sum + one, 0);
  record({ name: 'idle with 10 clusters, memory', value: memory, unit: 'MB', goal: { atMost: 450 } });
});
