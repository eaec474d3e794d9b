import type { ContainerInfo, VolumeInspectInfo } from 'dockerode';
import { describe, expect, test } from 'vitest';
import { belongingsOf, servicesOf, taskOf, type RawTask } from './tasks';

const why = 'no suitable node (insufficient resources on 1 node)';
const raw = (more: Partial<RawTask> = {}): RawTask => ({
  ...{ ID: 't', ServiceID: 's', NodeID: 'node-1', DesiredState: 'running', Slot: 1 },
  ...{ Status: { State: 'running' }, Spec: {}, ...more },
});
const of = (more: Partial<RawTask>) => taskOf(raw(more), 'web');
const publishes = (PublishMode: string): RawTask['Status'] => {
  return { State: 'running', PortStatus: { Ports: [{ PublishMode }] } };
};

test('a task says its service, its node, and what it reserves', () => {
  const Resources = { Reservations: { NanoCPUs: 250_000_000, MemoryBytes: 512 } };
  expect(of({ Spec: { Resources } })).toEqual({
    ...{ id: 't', service: 'web', nodeId: 'node-1', pending: undefined, perNode: undefined },
    ...{ live: true, running: true, bound: false, replicated: true },
    reserved: { memoryBytes: 512, cpus: 0.25 },
  });
  expect(of({}).reserved).toEqual({ memoryBytes: 0, cpus: 0 });
});

test('it waits while it has no node, in the scheduler’s words once it was looked at', () => {
  expect(of({ NodeID: undefined, Status: { State: 'pending', Err: why } }).pending).toBe(why);
  expect(of({ NodeID: '', Status: { State: 'pending', Err: why } })).toMatchObject({ pending: why, nodeId: undefined });
  expect(of({ NodeID: undefined, Status: { State: 'pending' } }).pending).toBeUndefined();
  expect(of({ Status: { State: 'pending', Err: why } }).pending).toBeUndefined();
  expect(of({ NodeID: undefined, Status: { State: 'rejected', Err: why } }).pending).toBeUndefined();
});

test('it is live while it runs or shall run', () => {
  expect(of({ DesiredState: 'shutdown' })).toMatchObject({ live: true, running: true });
  expect(of({ Status: { State: 'starting' } })).toMatchObject({ live: true, running: false });
  expect(of({ DesiredState: 'shutdown', Status: { State: 'complete' } }).live).toBe(false);
});

describe('bound to its place', () => {
  test.each<[string, Partial<RawTask>, boolean]>([
    ['a constraint', { Spec: { Placement: { Constraints: ['node.role==worker'] } } }, true],
    ['a limit per node', { Spec: { Placement: { MaxReplicas: 2 } } }, true],
    ['a port of the host', { Status: publishes('host') }, true],
    ['a port of the routing mesh', { Status: publishes('ingress') }, false],
    ['no constraint, and no limit', { Spec: { Placement: { Constraints: [], MaxReplicas: 0 } } }, false],
    ['room alone', { Spec: { Resources: { Reservations: { MemoryBytes: 512 } } } }, false],
  ])('%s', (_what, more, bound) => {
    expect(of(more)).toMatchObject({ bound, replicated: true });
    // A task of a global service goes with its node, whatever ties it there.
    expect(of({ ...more, Slot: undefined })).toMatchObject({ bound: false, replicated: false });
  });

  test('the limit per node is told, where there is one', () => {
    expect(of({ Spec: { Placement: { MaxReplicas: 2 } } }).perNode).toBe(2);
    expect(of({ Spec: { Placement: { MaxReplicas: 0 } } }).perNode).toBeUndefined();
  });
});

const container = (name: string, State = 'running', Labels: Record<string, string> = {}) =>
  ({ Id: '0123456789abcdef', Names: [`/${name}`], State, Labels }) as ContainerInfo;
const task = (State: string) => container('web.1.x', State, { 'com.docker.swarm.task.id': 'x' });
const volume = (Name: string, Labels: Record<string, string> | null = null) =>
  ({ Name, Labels }) as unknown as VolumeInspectInfo;

test('what would be lost is named in one order, however Docker lists it', () => {
  const volumes = ['data-12', 'data-2', 'cache'].map((name) => volume(name));
  const containers = [container('web'), container('db')];
  const found = belongingsOf(containers, volumes);
  expect(found).toMatchObject({ containers: ['db', 'web'], volumes: ['cache', 'data-2', 'data-12'] });
  expect(belongingsOf(containers.toReversed(), volumes.toReversed())).toEqual(found);
});

test('what would be lost is named, running or not; tasks count while they run', () => {
  const containers = [container('db'), container('old', 'exited'), task('running'), task('running'), task('exited')];
  const volumes = [volume('data'), volume('f00', { 'com.docker.volume.anonymous': '' })];
  expect(belongingsOf(containers, volumes)).toEqual({ containers: ['db', 'old'], volumes: ['data'], tasks: 2 });
});

test('a service runs on with its replicas or on every node; a job ends', () => {
  const modes = [{ Replicated: { Replicas: 2 } }, { Global: {} }, { ReplicatedJob: { TotalCompletions: 1 } }];
  const services = modes.map((Mode, index) => ({ Spec: { Name: `s${index}`, Mode } }));
  expect(servicesOf(services as unknown as Parameters<typeof servicesOf>[0])).toEqual([
    { name: 's0', replicas: 2 },
    { name: 's1' },
  ]);
});
