import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waits } from '../domain/autoscale.fixture';
import { autoscaleTimes } from '../domain/autoscale-state';
import { claimDuty, giveUpDuty } from '../repositories/duty';
import { getAutoscaleHistory } from '../services/clusters/autoscale-history';
import { eventually } from '../testing/eventually';
import { restingCluster } from './autoscale/resting.fixture';
import { runBackground } from './background';
import { workerTimes, type Tools } from './tools';

interface Running {
  /** When it asked what the segments use. */
  readonly looks: Date[];
  end(): Promise<void>;
}

let tide: Awaited<ReturnType<typeof restingCluster>>;
let workers: Running[];

beforeEach(async () => {
  tide = await restingCluster(1);
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map(({ end }) => end()));
  await tide.remove();
});

const lease = 3_000;
const times = { ...workerTimes, lease, autoscale: { ...autoscaleTimes, sample: 20, pending: 0 } };

/** A worker on the real clock. */
function startWorker(holder: string): Running {
  const stop = new AbortController();
  const looks: Date[] = [];
  const provider = {
    usage: () => {
      looks.push(new Date());
      return tide.usage();
    },
    watch: (_onChange: unknown, signal: AbortSignal) => once(signal, 'abort').then(() => undefined),
    clusters: async () => [],
    mend: async () => [],
    host: async () => ({ id: 'test', name: 'test', cpus: 4, memoryBytes: 2 ** 35, engineVersion: '28', ipvs: true }),
    engine: () => ({ belongings: async () => ({ containers: [], volumes: [] }) }),
  };
  const now = () => new Date();
  const ended = runBackground({ ...tide.tools, provider, now, times, holder } as unknown as Tools, stop.signal);
  const end = () => {
    stop.abort();
    return ended;
  };
  const worker = { looks, end };
  workers.push(worker);
  return worker;
}

const looked = (worker: Running, many: number) =>
  eventually('looks', async () => worker.looks.length >= many, 10_000, 5);

test('of two workers one does what must be done once, until it ends; then the other does', async () => {
  tide.said.waiting = [waits()];
  const both = [startWorker('one'), startWorker('other')];
  const first = await eventually('the first look', async () => both.find(({ looks }) => looks.length > 0));
  const second = both.find((worker) => worker !== first)!;
  await looked(first, 10);
  expect(second.looks).toEqual([]);
  const { decisions } = await getAutoscaleHistory(tide.ctx, { id: tide.id });
  expect(decisions.map(({ from, to }) => [from, to])).toEqual([[1, 2]]);
  await first.end();
  await looked(second, 1);
});

test('when the one that did it is heard of no more, another takes over', async () => {
  const until = new Date(Date.now() + 500);
  expect(await claimDuty(tide.db, 'dead', new Date(), until)).toBe(true);
  const worker = startWorker('alive');
  await looked(worker, 1);
  expect(worker.looks[0]!.getTime()).toBeGreaterThanOrEqual(until.getTime());
});

test('one whose duty was taken over stops', async () => {
  const worker = startWorker('slow');
  await looked(worker, 1);
  await giveUpDuty(tide.db, 'slow');
  const until = new Date(Date.now() + 30_000);
  expect(await claimDuty(tide.db, 'quick', new Date(), until)).toBe(true);
  let before = -1;
  await eventually('no more looks', async () => before === (before = worker.looks.length), 10_000, 500);
});
