import { execFileSync } from 'node:child_process';
import Docker from 'dockerode';
import { afterAll, expect, test } from 'vitest';
import { defaultPlans } from '../../domain/plans';
import { segmentAddress } from '../../domain/subnets';
import { eventually } from '../../testing/eventually';
import { segmentImage } from '../../testing/installation';
import { testCluster, testProvider } from '../../testing/provider';
import { ProviderError } from '../types';
import { containerOptions } from './container';

const small = defaultPlans[0]!;
const house = testProvider();
const stranger = testProvider();
const { provider } = house;
const cluster = testCluster('solo');
const first = { cluster, ordinal: 1 };
const container = `puppis-${cluster.id}-n1`;
const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const answering = () => eventually('an answer', () => provider.engine(first).ping(500));

afterAll(() => {
  stranger.remove();
  house.remove();
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
});

test('says what the host is', async () => {
  const host = await provider.host();
  expect(host.cpus).toBe(Number(docker('info', '--format', '{{.NCPU}}')));
  expect(host.memoryBytes).toBe(Number(docker('info', '--format', '{{.MemTotal}}')));
  expect(host.id).toBe(docker('info', '--format', '{{.ID}}'));
  expect(host.diskFreeBytes).toBeGreaterThan(0);
});

test('callers that race make one network and one segment, whose engine tells its plan', async () => {
  await Promise.all([
    provider.ensureNetwork(cluster),
    provider.ensureNetwork(cluster),
    provider.ensureNetwork(cluster),
  ]);
  await Promise.all([provider.ensureSegment(first, small, 7), provider.ensureSegment(first, small, 7)]);
  expect(house.left()).toMatchObject({
    containers: [expect.anything()],
    volumes: [container],
    networks: [expect.anything()],
  });
  await answering();
  const info = await provider.engine(first).info();
  expect(info).toMatchObject({ memoryBytes: small.memoryBytes, cpus: small.cpus, swarm: { state: 'inactive' } });
  expect(await provider.observe(cluster)).toEqual({
    network: true,
    segments: [
      { ordinal: 1, volume: true, container: 'running', revision: 7, address: segmentAddress(cluster.subnet, 1) },
    ],
  });
  expect(await provider.clusters()).toEqual([cluster.id]);
});

test('is not privileged, and its engine keeps layers in overlay2 on its volume', () => {
  const format = '{{.HostConfig.Privileged}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.CapDrop}}';
  expect(docker('inspect', container, '--format', format)).toBe('false unless-stopped [ALL]');
  expect(docker('exec', container, 'docker-init', '--version')).toContain('tini');
  expect(docker('exec', container, 'ls', '/var/lib/docker')).toContain('overlay2');
});

test('use is told as a share of the plan', async () => {
  const usageOf = async () => (await provider.usage(new Map([[cluster.id, small]]))).get(cluster.id)!;
  expect(await usageOf()).toMatchObject([{ ordinal: 1, cpuPercent: 0 }]);
  docker('exec', '-d', container, 'sh', '-c', 'until [ -e /enough ]; do :; done');
  const busy = await eventually('a busy segment', async () => {
    const [usage] = await usageOf();
    return usage!.cpuPercent > 5 && usage; // the rest may be taken by what else the machine does
  });
  docker('exec', container, 'touch', '/enough');
  expect(busy.cpuPercent).toBeLessThanOrEqual(100);
  expect(busy.memoryBytes).toBeGreaterThan(10 * 1024 ** 2);
  expect(busy.memoryBytes).toBeLessThan(small.memoryBytes);
});

test('a client without a certificate of the engine CA is refused', async () => {
  expect(await stranger.provider.engine(first).ping(1_000)).toBe(false);
});

test('a killed segment comes back at its address, and watchers are told', async () => {
  const told: string[] = [];
  const stop = new AbortController();
  const watching = provider.watch((id) => told.push(id), stop.signal);
  const before = docker('inspect', container, '--format', '{{.State.StartedAt}}');
  process.kill(Number(docker('inspect', container, '--format', '{{.State.Pid}}')), 'SIGKILL');
  await eventually('a restart', async () => {
    const [state, at] = docker('inspect', container, '--format', '{{.State.Running}} {{.State.StartedAt}}').split(' ');
    return state === 'true' && at !== before;
  });
  await eventually('word of it', async () => told.includes(cluster.id));
  stop.abort();
  await watching;
  await answering();
  expect((await provider.observe(cluster)).segments[0]?.address).toBe(segmentAddress(cluster.subnet, 1));
});

test.each([
  ['paused', ['pause', container]],
  ['exited', ['stop', '-t', '10', container]],
] as const)('a segment that is %s is started again', async (state, command) => {
  docker(...command);
  expect((await provider.observe(cluster)).segments[0]?.container).toBe(state);
  await provider.ensureSegment(first, small, 7);
  await answering();
});

test('a container whose maker died before its files came is started with them', async () => {
  await provider.removeContainer(first);
  expect((await provider.observe(cluster)).segments).toEqual([{ ordinal: 1, volume: true, container: 'absent' }]);
  await provider.ensureSegment(first, small, 8);
  docker('exec', container, 'rm', '-r', '/opt/puppis');
  docker('stop', '-t', '10', container);
  await provider.ensureSegment(first, small, 8);
  await answering();
});

test('a volume that somebody removed just before the container is made is ours all the same', async () => {
  await provider.removeSegment(first);
  const { installation } = house;
  const image = segmentImage();
  const options = containerOptions({ segment: first, plan: small, image, installation, revision: 8, cpus: [0] });
  await new Docker().createContainer(options);
  expect(house.left()).toMatchObject({ volumes: [container] });
  await provider.ensureSegment(first, small, 8);
  await answering();
});

test('one that only began is left; one that ends again and again, being cut off, is taken down', async () => {
  expect(await provider.removeContainer(first, 3_600_000)).toBe(false);
  docker('network', 'disconnect', `puppis-${cluster.id}`, container);
  docker('kill', '--signal', 'KILL', container); // Docker does not start again what was killed through it
  docker('start', container);
  await eventually('taken down', () => provider.removeContainer(first, 3_600_000));
  await provider.ensureSegment(first, small, 8);
  await answering();
});

test('what strangers hold is left alone and named', async () => {
  const other = { ...testCluster('other'), subnet: cluster.subnet };
  const taken = await provider.ensureNetwork(other).catch((error: unknown) => error);
  expect(taken).toBeInstanceOf(ProviderError);
  expect(taken).toMatchObject({ options: { terminal: true }, message: expect.stringContaining(cluster.subnet) });

  const refused = expect.objectContaining({ options: expect.objectContaining({ terminal: true }) });
  await expect(stranger.provider.ensureNetwork(cluster)).rejects.toEqual(refused);
  await expect(stranger.provider.removeSegment(first)).rejects.toEqual(refused);
  await expect(stranger.provider.removeNetwork(cluster)).rejects.toEqual(refused);
  expect(await stranger.provider.observe(cluster)).toEqual({ network: false, segments: [] });
  expect(await provider.engine(first).ping()).toBe(true);
});

test('an image that is not there is a terminal error that says what to do', async () => {
  const imageless = testProvider({ segmentImage: 'puppis/segment:nowhere' });
  const lonely = testCluster('lonely');
  await imageless.provider.ensureNetwork(lonely);
  const failed = await imageless.provider
    .ensureSegment({ cluster: lonely, ordinal: 1 }, small, 1)
    .catch((error) => error);
  expect(failed).toMatchObject({ options: { terminal: true }, message: expect.stringContaining('npm start') });
  imageless.remove();
});

test('removing leaves nothing, and may be repeated and raced', async () => {
  await Promise.all([provider.removeSegment(first), provider.removeSegment(first)]);
  await provider.removeSegment(first);
  await provider.removeNetwork(cluster);
  await provider.removeNetwork(cluster);
  expect(house.left()).toEqual({ containers: [], volumes: [], networks: [] });
  expect(await provider.clusters()).toEqual([]);
});
