import { describe, expect, test } from 'vitest';
import type { Engine, SwarmNode, SwarmTask } from '../../providers/types';
import type { Members } from '../types';
import { demand } from './demand';

const none = { memoryBytes: 0, cpus: 0 };
const each = { memoryBytes: 512, cpus: 0.5 };

const task = (more: Partial<SwarmTask> = {}): SwarmTask => ({
  ...{
    id: 'task',
    service: 'web',
    pending: undefined,
    nodeId: undefined,
    perNode: undefined,
    bound: false,
    replicated: true,
  },
  ...{ live: true, running: false, reserved: each, ...more },
});
const pending = (reasons: string, more: Partial<SwarmTask> = {}) =>
  task({ pending: `no suitable node (${reasons})`, ...more });

interface Swarm {
  tasks?: SwarmTask[];
  states?: SwarmNode['state'][];
  /** Ordinals of workers and of those that are silent: they do not tell of the Swarm. */
  mute?: number[];
}

/** What n1 and n2 of a Swarm ask for. */
function asked({ tasks = [], states = [], mute = [] }: Swarm) {
  const engine = (ordinal: number): Partial<Engine> => ({
    tasks: async () => {
      if (mute.includes(ordinal)) throw new Error('This node is not a swarm manager.');
      return tasks;
    },
    nodes: async () => states.map((state) => ({ state }) as SwarmNode),
    belongings: async () => ({ containers: ordinal === 1 ? ['db'] : [], volumes: ordinal === 1 ? ['data'] : [] }),
  });
  const nodes = new Map([1, 2].map((ordinal) => [ordinal, `node-${ordinal}`]));
  return demand({ engine } as unknown as Members, nodes);
}
const waiting = async (...tasks: SwarmTask[]) => (await asked({ tasks }))!.waiting;

describe('in the scheduler’s words', () => {
  test.each([
    ['insufficient resources on 1 node', undefined, true],
    ['insufficient resources on 3 nodes', undefined, true],
    ['insufficient resources on 2 nodes; 1 node not available for new tasks', undefined, true],
    ['host-mode port already in use on 1 node', 1, true],
    ['insufficient resources on 2 nodes; host-mode port already in use on 1 node', 1, true],
    ['2 nodes not available for new tasks', undefined, false],
    ['scheduling constraints not satisfied on 1 node', undefined, false],
    ['unsupported platform on 2 nodes', undefined, false],
    ['missing plugin on 1 node', undefined, false],
    ['cannot fulfill requested CSI volume mounts on 1 node', undefined, false],
    // Whether the new one would satisfy them is not known.
    ['scheduling constraints not satisfied on 2 nodes; insufficient resources on 1 node', undefined, false],
    ['insufficient resources on 2 nodes; cannot fulfill requested CSI volume mounts on 1 node', undefined, false],
    ['unsupported platform on 1 node; host-mode port already in use on 1 node', 1, false],
  ])('%s', async (reasons, perSegment, curable) => {
    expect(await waiting(pending(reasons))).toEqual([{ service: 'web', tasks: 1, each, perSegment, curable }]);
  });

  test('max replicas per node limit exceed', async () => {
    const full = 'max replicas per node limit exceed';
    const [alone] = await waiting(pending(full, { perNode: 2, bound: true }));
    expect(alone).toMatchObject({ perSegment: 2, curable: true });
    const [mixed] = await waiting(pending(`${full}; scheduling constraints not satisfied on 2 nodes`, { perNode: 2 }));
    expect(mixed).toMatchObject({ curable: false });
  });

  test('no suitable node', async () => {
    expect(await waiting(task({ pending: 'no suitable node' }))).toMatchObject([{ curable: false }]);
  });
});

test('tasks wait by service: those that are to run, and that the scheduler found no place for', async () => {
  const room = 'insufficient resources on 2 nodes';
  const tasks = [
    ...[pending(room), pending(room), pending(room, { live: false }), task(), task({ nodeId: 'node-1' })],
    pending(room, { service: 'api', reserved: none }),
  ];
  expect(await waiting(...tasks)).toMatchObject([
    { service: 'web', tasks: 2, each },
    { service: 'api', tasks: 1, each: none },
  ]);
});

test('what a segment has: reservations of what is to run there, what is bound there, and what does not move', async () => {
  const here = (nodeId: string, more: Partial<SwarmTask> = {}) => task({ nodeId, running: true, ...more });
  const tasks = [here('node-1'), here('node-2', { bound: true }), here('node-2', { live: false }), here('stranger')];
  expect((await asked({ tasks }))!.segments).toEqual([
    { ordinal: 1, tasks: [each], bound: 0, fixed: 2 },
    { ordinal: 2, tasks: [each], bound: 1, fixed: 0 },
  ]);
});

test('asks whichever manager answers; without one nothing is known', async () => {
  const states = ['ready', 'down', 'unknown', 'ready'] as const;
  expect(await asked({ states: [...states], mute: [1] })).toMatchObject({ unready: 2, waiting: [] });
  expect(await asked({ mute: [1, 2] })).toBeUndefined();
});
