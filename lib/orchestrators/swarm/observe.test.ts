import { expect, test } from 'vitest';
import type { Engine, EngineInfo, SwarmMembership, SwarmNode } from '../../providers/types';
import type { Members } from '../types';
import { observe } from './observe';

const node = (ordinal: number): SwarmNode => ({
  ...{ id: `node-${ordinal}`, hostname: `trio-n${ordinal}`, role: 'manager', availability: 'active', state: 'ready' },
  ...{ address: '', leader: ordinal === 1, unreachable: false, labels: {} },
});

/** Three managers that the Swarm lists as ready and reachable; `said`: what the engine of the third says of itself. */
function members(said: Partial<SwarmMembership>): Members {
  const engine = (ordinal: number): Partial<Engine> => {
    const swarm = { state: 'active', control: true, nodeId: `node-${ordinal}`, ...(ordinal === 3 && said) } as const;
    return {
      info: async () => ({ version: '28.5.2', memoryBytes: 0, cpus: 1, swarm }) as EngineInfo,
      nodes: async () => [1, 2, 3].map(node),
    };
  };
  return { cluster: { name: 'trio' }, engine } as unknown as Members;
}

test('a manager that answers and is active is ready and has a vote', async () => {
  const { members: found, voters } = await observe(members({}), [1, 2, 3]);
  expect(found.map(({ ready }) => ready)).toEqual([true, true, true]);
  expect(voters).toEqual([1, 2, 3]);
});

test('one that is back, and has not told its Swarm so, is neither, whatever the list says', async () => {
  const { members: found, voters, managers } = await observe(members({ state: 'pending', control: false }), [1, 2, 3]);
  expect(found.map(({ member, ready }) => [member, ready])).toEqual([
    [true, true],
    [true, true],
    [true, false],
  ]);
  expect([managers, voters]).toEqual([
    [1, 2, 3],
    [1, 2],
  ]);
});
