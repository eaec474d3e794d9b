import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { createCluster } from '../services/clusters/create';
import { getCluster } from '../services/clusters/get';
import { rebuildCluster } from '../services/clusters/rebuild';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, segmentImage, testInstallation, type TestInstallation } from '../testing/installation';
import { answers, probeRequests } from '../testing/request-probe';
import { probeTaskList } from '../testing/task-list-probe';
import { openTimeline } from '../testing/timeline';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let id: string;
let addresses: string[];
let bundle: string;
let docker: Awaited<ReturnType<typeof getAccess>>['docker'];
let pet: { id: string; home: string };

const host = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const container = (name: string) => `puppis-${id}-${name.split('-').at(-1)}`;
/** Another version of the segment image, as far as Docker knows. */
const nextImage = `puppis-test/segment:${process.pid}`;
/** Ends as soon as it is told to, and serves only some seconds after it was started. */
const program = "trap 'exit 0' TERM; sleep 4; httpd -p 80 -h /etc && touch /up; while :; do sleep 1 & wait $!; done";
const healthCheck = ['--health-cmd', 'test -e /up', '--health-interval', '1s', '--health-start-period', '20s'];
const services = [
  { name: 'web', port: 8080, options: ['--mode', 'global', ...healthCheck] },
  { name: 'unchecked', port: 8081, options: ['--mode', 'global'] },
  { name: 'single', port: 8082, options: ['--replicas', '1', ...healthCheck] },
];

const settled = () =>
  eventually(
    'active with three',
    async () => {
      const { generation, observedGeneration } = await house.db.cluster.findUniqueOrThrow({ where: { id } });
      const { phase, segmentList } = await getCluster(house.ctx, { id });
      const ready = segmentList.filter(({ state }) => state === 'ready').length === 3;
      return phase === 'active' && ready && generation === observedGeneration;
    },
    420_000,
    100,
  );

function createService({ name, port, options }: (typeof services)[number]) {
  const publish = ['--publish', `mode=host,published=${port},target=80`, '--endpoint-mode', 'dnsrr'];
  docker('service', 'create', '-d', '--name', name, ...publish, ...options, 'busybox', 'sh', '-c', program);
}

/** How many segments a service answers on. */
const answering = async (port: number) =>
  (await Promise.all(addresses.map((address) => answers(address, port)))).filter(Boolean).length;

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
  await using first = runWorker(house);
  await eventually('a look at the host', async () => first.running && (await house.db.host.count()) > 0);
  ({ id } = await createCluster(house.ctx, { name: 'ark', plan: 'small', segments: 3 }));
  await settled();
  addresses = (await getCluster(house.ctx, { id })).segmentList.map(({ address }) => address);
  ({ bundle, docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR));
  services.forEach(createService);
  pet = {
    id: docker('run', '-d', '--restart', 'always', 'busybox', 'sleep', '9999'),
    home: docker('info', '--format', '{{.Name}}'),
  };
  for (const { name, port } of services)
    await eventually(name, async () => (await answering(port)) === (name === 'single' ? 1 : 3));
}, 600_000);
afterAll(async () => {
  await house.remove();
  await registry.stop();
  host('rmi', nextImage);
});

const petRuns = () => {
  const file = `/var/lib/docker/containers/${pet.id}/config.v2.json`;
  return host('exec', container(pet.home), 'cat', file).includes('"Running":true');
};

/** Nodes, Swarm's list and every service's answers, until `work` is over. @returns what became of the requests, by service */
async function probed(timeline: ReturnType<typeof openTimeline>, work: () => Promise<unknown>) {
  const listed = docker('node', 'ls', '--format', '{{.ID}} {{.Hostname}}').split('\n');
  const nodes = new Map(listed.map((line) => line.split(' ') as [string, string]));
  const { gatewayPort } = await house.db.cluster.findUniqueOrThrow({ where: { id } });
  const over = new AbortController();
  const probes = services.map(async (service) => {
    return [service.name, await probeRequests({ ...service, addresses }, timeline, over.signal)] as const;
  });
  const list = probeTaskList({ port: gatewayPort, bundle, service: 'web', nodes }, timeline, over.signal);
  await work().finally(() => over.abort());
  await list;
  return Object.fromEntries(await Promise.all(probes));
}

test(
  'a service of three replicas answers every request while all three engines are replaced',
  { timeout: 600_000 },
  async () => {
    const before = (await getCluster(house.ctx, { id })).segmentList;
    const timeline = openTimeline();
    host('tag', segmentImage(), nextImage);
    const settings = { ...house.settings, PUPPIS_SEGMENT_IMAGE: nextImage };
    runWorker({ ...house, settings }, { onStep: (step) => timeline.note('step begins', step) });
    const begun = performance.now();
    const tallies = await probed(timeline, async () => {
      await rebuildCluster(house.ctx, { id });
      await settled();
    });
    const seconds = Math.round((performance.now() - begun) / 1000);
    process.stderr.write(`a rebuild of three segments: ${seconds} s, ${JSON.stringify(tallies)}\n`);
    expect(tallies.web!.requests).toBeGreaterThan(100);
    expect(tallies.web!.retried).toBeGreaterThan(0); // the engines were replaced, indeed
    expect(tallies.web!.failed, timeline.toString()).toBe(0);
    expect(tallies.single!.failed).toBeGreaterThan(0); // what runs once cannot be in two places
    expect((await getCluster(house.ctx, { id })).segmentList).toMatchObject(
      before.map(({ name, address, role }) => ({ name, address, role })),
    );
    for (const { name } of before) expect(host('inspect', '-f', '{{.Config.Image}}', container(name))).toBe(nextImage);
    await eventually('what ran there runs again', async () => petRuns());
    await eventually('the unchecked service', async () => (await answering(8081)) === 3);
    await eventually('the single one', async () => (await answering(8082)) === 1);
  },
);
