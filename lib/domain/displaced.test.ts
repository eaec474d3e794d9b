import { expect, test } from 'vitest';
import { beforeLeaving, beforeStop, degraded, displaced, missing, read, written, type Task } from './displaced';

const task = (service: string, nodeId?: string, change: Partial<Task> = {}): Task => ({
  ...{ service, nodeId, live: true, running: nodeId !== undefined, pending: undefined, replicated: true },
  ...change,
});
const starts = { running: false };

test('what had a node and finds none is homeless; what found one is waited for until it runs', () => {
  const before = beforeLeaving('n2', [task('web', 'n1'), task('web', 'n2'), task('db', 'n1')]);
  expect(before).toEqual([{ service: 'web', placed: 2, ran: 2 }]);
  expect(displaced(before, [task('web', 'n1'), task('web')])).toEqual({ homeless: ['web'], starting: 0 });
  expect(displaced(before, [task('web', 'n1'), task('web', 'n1', starts)])).toEqual({ homeless: [], starting: 1 });
  expect(displaced(before, [task('web', 'n1'), task('web', 'n1')])).toEqual({ homeless: [], starting: 0 });
});

test('what is to start only when another has ended, or rests after a crash, is on its way', () => {
  const before = beforeLeaving('n2', [task('web', 'n2')]);
  expect(displaced(before, [task('web', undefined, { live: false })])).toEqual({ homeless: [], starting: 1 });
});

test('what was still starting counts as well, and another that comes to run beside it does not stand in for it', () => {
  const alone = beforeLeaving('n2', [task('web', 'n2', starts)]);
  expect(displaced(alone, [task('web')])).toEqual({ homeless: ['web'], starting: 0 });
  const three = beforeLeaving('n2', [task('web', 'n1'), task('web', 'n1', starts), task('web', 'n2')]);
  expect(displaced(three, [task('web', 'n1'), task('web', 'n1'), task('web')]).homeless).toEqual(['web']);
});

test('what waited for a node before, was scaled down or is gone holds nobody up', () => {
  const before = beforeLeaving('n2', [task('web', 'n1'), task('web', 'n2'), task('web')]);
  expect(displaced(before, [task('web', 'n1'), task('web', 'n1'), task('web')]).homeless).toEqual([]);
  for (const left of [[], [task('web', 'n1')]]) expect(displaced(before, left)).toEqual({ homeless: [], starting: 0 });
});

test('a task of a global service goes with its node', () => {
  expect(beforeLeaving('n2', [task('agent', 'n2', { replicated: false })])).toEqual([]);
});

test('what left a node that is let go before its turn comes is still its own', () => {
  const paused = beforeLeaving('n2', [task('web', 'n2')]);
  const drained = beforeLeaving('n2', [task('web'), task('db', 'n2')], paused);
  expect(drained.map(({ service, placed }) => [service, placed])).toEqual([
    ['db', 1],
    ['web', 1],
  ]);
  expect(displaced(drained, [task('web'), task('db', 'n1')]).homeless).toEqual(['web']);
});

test('of a node that stops for a while, every service is missed until as much of it runs as did', () => {
  const agent = (node: string, change: Partial<Task> = {}) => task('agent', node, { replicated: false, ...change });
  const before = beforeStop('n2', [task('web', 'n1'), task('web', 'n2'), agent('n1'), agent('n2'), task('db', 'n1')]);
  expect(before.map(({ service, ran }) => [service, ran])).toEqual([
    ['web', 2],
    ['agent', 2],
  ]);
  const services = [{ name: 'web', replicas: 2 }, { name: 'agent' }];
  const missed = (...tasks: Task[]) => missing(before, tasks, services);
  expect(missed(task('web', 'n1'), agent('n1'))).toEqual(['web', 'agent']); // nothing is made in their place as yet
  expect(missed(task('web', 'n1'), task('web', 'n2', starts), agent('n1'), agent('n2'))).toEqual(['web']);
  expect(missed(task('web', 'n1'), task('web', 'n1'), agent('n1'), agent('n2'))).toEqual([]);
  expect(missing(before, [task('web', 'n1')], [{ name: 'web', replicas: 1 }])).toEqual([]); // made smaller, and gone
});

test('a service is degraded for a node while it has a task on its way anywhere else', () => {
  const services = [{ name: 'web', replicas: 2 }, { name: 'agent' }];
  const of = (...tasks: Task[]) => degraded('n2', tasks, services);
  const agent = (node: string, change: Partial<Task> = {}) => task('agent', node, { replicated: false, ...change });
  expect(of(task('web', 'n1'), task('web', 'n2'), agent('n1'), agent('n2'))).toEqual([]);
  expect(of(task('web', 'n1', starts), task('web', 'n2'))).toEqual(['web']);
  expect(of(agent('n1', starts), agent('n2'))).toEqual(['agent']);
  expect(of(task('web'), task('web', 'n2'))).toEqual(['web']); // the scheduler has yet to look at it
  expect(of(task('web', 'n2'))).toEqual(['web']); // Swarm has yet to make the other one
  expect(of(task('web', 'n2', starts), task('web', 'n1'))).toEqual([]); // its own comes with it
  expect(of(task('web', undefined, { pending: 'no suitable node' }), task('web', 'n2'))).toEqual([]);
  expect(of(task('web', 'n1', starts), task('web', 'n1'), agent('n2'))).toEqual([]); // nothing of it is here
});

test('it is written in a label and read again', () => {
  const before = beforeLeaving('n2', [task('web', 'n1'), task('web', 'n2'), task('db', 'n2', starts)]);
  expect(written(before)).toBe('web=2:2,db=1:0');
  expect(read(written(before))).toEqual(before);
  expect(read('')).toEqual([]);
  expect(displaced(read('web'), [task('web')]).homeless).toEqual(['web']);
});
