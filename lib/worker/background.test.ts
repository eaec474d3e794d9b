import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waits } from '../domain/autoscale.fixture';
import { autoscaleTimes } from '../domain/autoscale-state';
import { openLog } from '../log';
import { claimDuty } from '../repositories/duty';
import { getAutoscaleHistory } from '../services/clusters/autoscale-history';
import { eventually } from '../testing/eventually';
import { restingCluster } from './autoscale/resting.fixture';
import { runBackground } from './background';
import { workerTimes, type Tools } from './tools';

interface Running {
  /** When it asked what the segments use. */
  readonly looks: Date[];
  /** How often it asked for the time, as each try to get the duty does. */
  asked(): number;
  /** What it warned of. */
  readonly warnings: string[];
  end(): Promise<void>;
}

let tide: Awaited<ReturnType<typeof restingCluster>>;
let workers: Running[];
/** Every worker's clock, which stands still: no lease runs out because the machine is busy. */
let clock: Date;

beforeEach(async () => {
  tide = await restingCluster(1);
  workers = [];
  clock = new Date();
});
afterEach(async () => {
  await Promise.all(workers.map(({ end }) => end()));
  await tide.remove();
});

/** Who has no duty tries to get it at a third of this. */
const lease = 150;
const times = { ...workerTimes, lease, autoscale: { ...autoscaleTimes, sample: 20, pending: 0 } };
const after = (ms: number) => new Date(clock.getTime() + ms);

/** A worker that rests in real time. */
function startWorker(holder: string): Running {
  const stop = new AbortController();
  const looks: Date[] = [];
  const warnings: string[] = [];
  let asked = 0;
  const now = () => {
    asked++;
    return clock;
  };
  const provider = {
    usage: () => {
      looks.push(clock);
      return tide.usage();
    },
    watch: (_onChange: unknown, signal: AbortSignal) => once(signal, 'abort').then(() => undefined),
    clusters: async () => [],
    mend: async () => [],
    host: async () => ({ id: 'test', name: 'test', cpus: 4, memoryBytes: 2 ** 35, engineVersion: '28', ipvs: true }),
    engine: () => ({ belongings: async () => ({ containers: [], volumes: [] }) }),
  };
  const log = openLog('worker', { write: (line) => void warnings.push(line) });
  log.level = 'warn';
  const tools = { ...tide.tools, provider, now, times, holder, log } as unknown as Tools;
  const ended = runBackground(tools, stop.signal);
  const end = () => {
    stop.abort();
    return ended;
  };
  const worker = { looks, asked: () => asked, warnings, end };
  workers.push(worker);
  return worker;
}

const looked = (worker: Running, many: number) =>
  eventually('looks', async () => worker.looks.length >= many, undefined, 5);

/** Waits until it tried to get the duty at least twice more. */
async function tried(worker: Running) {
  const before = worker.asked();
  await eventually('tries', async () => worker.asked() >= before + 6);
}

test('of two workers one does what must be done once, until it ends; then the other does', async () => {
  tide.said.waiting = [waits()];
  const both = [startWorker('one'), startWorker('other')];
  const first = await eventually('the first look', async () => both.find(({ looks }) => looks.length > 0));
  const second = both.find((worker) => worker !== first)!;
  await looked(first, 10);
  await tried(second);
  expect(second.looks).toEqual([]);
  const { decisions } = await getAutoscaleHistory(tide.ctx, { id: tide.id });
  expect(decisions.map(({ from, to }) => [from, to])).toEqual([[1, 2]]);
  await first.end();
  await looked(second, 1);
});

test('when the one that did it is heard of no more, another takes over when its claim has run out', async () => {
  expect(await claimDuty(tide.db, 'dead', clock, after(500))).toBe(true);
  const worker = startWorker('alive');
  clock = after(499);
  await tried(worker);
  expect(worker.looks).toEqual([]);
  clock = after(1);
  await looked(worker, 1);
});

test('one whose duty was taken over stops', async () => {
  const worker = startWorker('slow');
  await looked(worker, 1);
  expect(await claimDuty(tide.db, 'quick', after(lease), after(30_000))).toBe(true);
  const overtaken = async () => worker.warnings.some((line) => line.includes('another worker took the duty over'));
  await eventually('its end', overtaken);
  const before = worker.looks.length;
  await tried(worker);
  expect(worker.looks).toHaveLength(before);
});
