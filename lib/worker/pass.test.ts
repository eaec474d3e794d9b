import { expect, test } from 'vitest';
import type { Step } from '../domain/step';
import { openLog } from '../log';
import type { Provider, SegmentRef } from '../providers/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { Pass } from './pass';
import { workerTimes, type Tools } from './tools';

interface Past {
  /** n1 was a member of its Swarm before. */
  readonly nodeId?: string;
  readonly activeAt?: Date | null;
  /** How long an engine is waited for: no test takes so long unless it says so. */
  readonly patienceMs?: number;
}

/** A cluster whose engines are as `ping` says. */
function passOver(ping: () => Promise<boolean>, { nodeId, activeAt = null, patienceMs = 3_600_000 }: Past = {}) {
  const removed: number[] = [];
  const provider = {
    engine: () => ({ ping, info: async () => ({}) }),
    ensureNetwork: async () => undefined,
    removeContainer: async ({ ordinal }: SegmentRef, upForMs = 0) => upForMs < Infinity && removed.push(ordinal) > 0,
  } as unknown as Provider;
  const times = { ...workerTimes, engineUp: patienceMs, engineHung: patienceMs, leaderless: -1 };
  const orchestrator = {
    observe: async () => ({ members: [] }),
    init: async () => undefined,
    recover: async () => {
      pass.keepWaiting([]); // a look finds it leading before all is done
      throw new Error('refused');
    },
  };
  const tools = { provider, orchestrator, times, log: openLog('worker'), now: () => new Date() } as unknown as Tools;
  const pass: Pass = new Pass(tools, new AbortController().signal);
  const segmentRows = [{ ordinal: 1, nodeId: nodeId ?? null }];
  const row = { id: 'c', attempts: 0, subnet: '10.1.2.0/24', activeAt, segmentRows } as WorkerRow;
  return { pass, removed, start: pass.starter(row) };
}

/** Everything under way, as it ended. On a busy machine one call of `next` may be too early. */
async function ends(pass: Pass) {
  const ended = [];
  while (pass.busy) ended.push(...(await pass.next()));
  return ended;
}

const engine = (ordinal: number): Step => ({ do: 'engine', ordinal });

test('a network or a Swarm that is made again is told as a loss once the cluster was active, and not before', async () => {
  const told = async (step: Step, activeAt: Date | null) => {
    const { pass, start } = passOver(async () => true, { activeAt });
    start(step);
    await ends(pass);
    return pass.events.map(({ step, level, message }) => [step, level, message]);
  };
  const init: Step = { do: 'init', ordinal: 1 };
  const again = new Date();
  expect(await told({ do: 'network' }, null)).toEqual([['network', undefined, 'Network 10.1.2.0/24 is there.']]);
  expect(await told({ do: 'network' }, again)).toEqual([
    ['drift', 'warning', 'The network 10.1.2.0/24 was gone and is made again.'],
  ]);
  expect(await told(init, null)).toEqual([['init', undefined, 'Swarm initialised on n1.']]);
  expect(await told(init, again)).toEqual([['init', 'warning', expect.stringMatching(/was gone.*begins on n1/)]]);
});

test('an engine that answers ends its wait, and it is told', async () => {
  const { pass, start } = passOver(async () => true);
  start(engine(1));
  expect([...pass.silent]).toEqual([1]);
  expect(await ends(pass)).toEqual([{ step: engine(1) }]);
  expect(pass.events.map(({ message }) => message)).toEqual(['Engine n1 up.']);
  expect(pass.busy).toBe(false);
});

test('one that does not is an error when its time is over', async () => {
  const { pass, start, removed } = passOver(async () => false, { patienceMs: 0 });
  start(engine(1));
  expect(await ends(pass)).toMatchObject([{ step: engine(1), error: { name: 'ProviderError' } }]);
  expect(removed).toEqual([]);
});

test('one that worked before is taken down, to be made anew', async () => {
  const { pass, start, removed } = passOver(async () => false, { nodeId: 'node', patienceMs: 0 });
  start(engine(1));
  const [ended] = await ends(pass);
  expect(String(ended?.error)).toContain('It is made anew; its volume stays.');
  expect(removed).toEqual([1]);
});

test('who is not wanted any more is not waited for any longer, and is no error', async () => {
  const { pass, start } = passOver(async () => false);
  [1, 2].forEach((ordinal) => start(engine(ordinal)));
  pass.keepWaiting([engine(2)]);
  const ended = [];
  while (ended.length === 0) ended.push(...(await pass.next()));
  expect(ended).toEqual([{ step: engine(1) }]);
  expect([...pass.silent]).toEqual([2]);
  expect(pass.events).toEqual([]);
  await pass.settle();
  expect(pass.busy).toBe(false);
});

test('an engine that is taken down is not asked meanwhile, and not raised', async () => {
  const { pass, start } = passOver(async () => true);
  start({ do: 'remove', ordinal: 2 });
  for (const step of [engine(2), { do: 'segment', ordinal: 2 }, { do: 'leave', ordinal: 3, via: 1 }] as const)
    start(step);
  expect([...pass.silent]).toEqual([2]);
  expect((await ends(pass)).map(({ step }) => step.do)).toEqual(['remove', 'leave']);
  expect([...pass.silent]).toEqual([]);
});

test('while one manager is made to go on alone, the others are raised, and no more', async () => {
  const { pass, start } = passOver(async () => true);
  const alone: Step = { do: 'recover', ordinal: 1 };
  start(alone);
  for (const step of [{ do: 'join', ordinal: 2, role: 'manager', via: 1 }, engine(1), engine(2)] as const) start(step);
  expect([...pass.silent]).toEqual([2]);
  expect(await ends(pass)).toContainEqual({ step: alone, error: new Error('refused') });
});
