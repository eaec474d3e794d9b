import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPlans } from '../../domain/plans';
import { segmentAddress } from '../../domain/subnets';
import { eventually } from '../../testing/eventually';
import { testCluster, testProvider } from '../../testing/provider';
import { startTestRegistry } from '../../../scripts/engine/test-registry.mjs';
import { openMembers } from '../members';
import type { Members } from '../types';
import { createSwarm } from './swarm';

const small = defaultPlans[0]!;
const swarm = createSwarm(20_000); // an engine on a busy machine misses the two seconds of a look, which is what a look says
const cluster = testCluster('trio');
const container = (ordinal: number) => `puppis-${cluster.id}-n${ordinal}`;
const onHost = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();

let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let house: ReturnType<typeof testProvider>;
let members: Members;

const look = () => swarm.observe(members, [1, 2, 3]);
const member = async (ordinal: number) => (await look()).members.find((one) => one.ordinal === ordinal)!;
const docker = (ordinal: number, ...args: string[]) => house.docker({ cluster, ordinal }, ...args);
const start = async (ordinal: number) => {
  await house.provider.ensureSegment({ cluster, ordinal }, small, 1);
  await eventually(`n${ordinal}`, () => members.engine(ordinal).ping(500));
};
/** Ordinals of the segments that a service's tasks run on. */
const placesOf = (service: string) =>
  docker(1, 'service', 'ps', service, '--filter', 'desired-state=running', '--format', '{{.Node}} {{.CurrentState}}')
    .split('\n')
    .filter((line) => line.includes('Running'))
    .map((line) => Number(/-n(\d+) /.exec(line)![1]))
    .sort();

beforeAll(async () => {
  registry = await startTestRegistry();
  house = testProvider({ registryMirror: registry.mirrorUrl });
  members = openMembers(house.provider, cluster);
  await house.provider.ensureNetwork(cluster);
  await Promise.all([1, 2, 3].map(start));
});
afterAll(async () => {
  house.remove();
  await registry.stop();
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
});

describe('a Swarm out of three engines', () => {
  test('nobody is a member at first', async () => {
    expect(await look()).toMatchObject({
      leader: undefined,
      members: [1, 2, 3].map((ordinal) => ({ ordinal, answering: true, member: false })),
      strangers: [],
    });
  });

  test('init makes the first manager, once', async () => {
    await swarm.init(members, 1);
    const made = await member(1);
    await swarm.init(members, 1);
    expect(await member(1)).toEqual(made);
    expect(await look()).toMatchObject({ leader: 1 });
    expect(made).toMatchObject({ member: true, role: 'manager', ready: true, draining: false });
    const pool = docker(1, 'network', 'inspect', 'ingress', '--format', '{{(index .IPAM.Config 0).Subnet}}');
    expect(pool).toBe('10.0.0.0/24');
  });

  test('others join as they are told, at their fixed addresses, and again without effect', async () => {
    await swarm.join(members, 2, 'worker', 1);
    await swarm.join(members, 2, 'worker', 1);
    const nodes = await members.engine(1).nodes();
    expect(nodes.map(({ hostname, role, address }) => [hostname, role, address]).sort()).toEqual([
      ['trio-n1', 'manager', segmentAddress(cluster.subnet, 1)],
      ['trio-n2', 'worker', segmentAddress(cluster.subnet, 2)],
    ]);
    await eventually('n2 ready', async () => (await member(2)).ready);
  });

  test('a service is spread, and its tasks reach each other by name through the overlay network', async () => {
    docker(1, 'network', 'create', '-d', 'overlay', 'mesh');
    const command = ['busybox', 'httpd', '-f', '-h', '/www'];
    const options = ['--name', 'web', '--network', 'mesh', '--endpoint-mode', 'dnsrr', '--replicas', '2', '-d'];
    docker(1, 'service', 'create', ...options, ...command);
    await eventually('both tasks', async () => placesOf('web').join() === '1,2');
    const task = docker(2, 'ps', '-q', '--filter', 'label=com.docker.swarm.service.name=web');
    const other = docker(1, 'ps', '--format', '{{.Names}}', '--filter', 'label=com.docker.swarm.service.name=web');
    await eventually('an answer across segments', async () => {
      try {
        return docker(2, 'exec', task, 'wget', '-qO-', `http://${other}/`) === 'busybox';
      } catch {
        return false; // the name is not yet known on the other segment (no -T here: Debian's static wget crashes with it)
      }
    });
  });

  test('what a service reserves is held against the plan', async () => {
    docker(
      1,
      'service',
      'create',
      '-d',
      '--name',
      'fat',
      '--reserve-memory',
      '2G',
      '--endpoint-mode',
      'dnsrr',
      'busybox',
    );
    const errors = () => docker(1, 'service', 'ps', 'fat', '--no-trunc', '--format', '{{.Error}}');
    await eventually('a refusal', async () => errors().includes('insufficient resources'));
    docker(1, 'service', 'rm', 'fat');
  });

  test('a segment that restarts is the same member as before', async () => {
    const before = await member(2);
    onHost('restart', '-t', '10', container(2));
    const after = await eventually('n2 back', async () => {
      const now = await member(2);
      return now.ready && now;
    });
    expect(after).toEqual(before);
  });

  test('roles change and are waited for', async () => {
    await swarm.join(members, 3, 'manager', 1);
    await swarm.setRole(members, 2, 'manager', 1);
    expect((await look()).members.map(({ role }) => role)).toEqual(['manager', 'manager', 'manager']);
    await swarm.setRole(members, 3, 'worker', 1);
    await swarm.setRole(members, 2, 'worker', 1);
    expect((await look()).members.map(({ role }) => role)).toEqual(['manager', 'worker', 'worker']);
    expect(await swarm.certifiedRole(members, 1)).toBe('manager');
    await eventually('certified', async () => (await swarm.certifiedRole(members, 2)) === 'worker');
  });

  test('a segment goes in good order: drained, left, forgotten', async () => {
    const { nodeId } = await member(2);
    const setOthers = (availability: string) =>
      ['trio-n1', 'trio-n3'].forEach((name) => docker(1, 'node', 'update', '--availability', availability, name));
    setOthers('pause');
    docker(1, 'service', 'scale', 'web=3');
    setOthers('active');
    expect(placesOf('web')).toContain(2);
    await swarm.drain(members, 2, 1);
    expect(await member(2)).toMatchObject({ draining: true });
    await eventually('its tasks gone', async () => (await member(2)).tasks === 0);
    const moved = async () => placesOf('web').length === 3 && !placesOf('web').includes(2);
    await eventually('they run elsewhere', moved);
    await swarm.leave(members, 2);
    await swarm.leave(members, 2);
    expect(await member(2)).toMatchObject({ answering: true, member: false });
    const { strangers } = await eventually('a stranger', async () => {
      const seen = await look();
      return seen.strangers.length > 0 && seen;
    });
    expect(strangers).toEqual([nodeId]);
    await swarm.forget(members, nodeId!, 1);
    await swarm.forget(members, nodeId!, 1);
    expect(await look()).toMatchObject({ strangers: [] });
  });

  test('an engine that lost its Swarm, or is in another, joins anew; its former node is a stranger', async () => {
    await swarm.init(members, 2);
    await swarm.join(members, 2, 'worker', 1);
    await eventually('n2 ready', async () => (await member(2)).ready);
    const { nodeId } = await member(2);
    await house.provider.removeSegment({ cluster, ordinal: 2 });
    expect((await look()).members[1]).toEqual({ ordinal: 2, answering: false, member: false });
    await start(2);
    await swarm.join(members, 2, 'worker', 1);
    await eventually('the old node down', async () => (await look()).strangers.includes(nodeId!));
    await swarm.forget(members, nodeId!, 1);
    expect((await members.engine(1).nodes()).map(({ hostname }) => hostname).sort()).toEqual([
      'trio-n1',
      'trio-n2',
      'trio-n3',
    ]);
  });

  test('a manager that died is taken out of the vote and off the list', async () => {
    await swarm.setRole(members, 2, 'manager', 1);
    await swarm.setRole(members, 3, 'manager', 1);
    const { nodeId } = await member(3);
    await house.provider.removeSegment({ cluster, ordinal: 3 });
    const found = await eventually('the leader again', async () => {
      const seen = await swarm.observe(members, [1, 2]);
      return seen.leader !== undefined && seen;
    });
    await swarm.forget(members, nodeId!, found.leader!);
    const nodes = await members.engine(1).nodes();
    expect(nodes.map(({ hostname, role }) => `${hostname} ${role}`).sort()).toEqual([
      'trio-n1 manager',
      'trio-n2 manager',
    ]);
  });
});
