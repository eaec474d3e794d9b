import { execFileSync } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { createCluster } from '../services/clusters/create';
import { getCluster } from '../services/clusters/get';
import { rebuildCluster } from '../services/clusters/rebuild';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, segmentImage, testInstallation, type TestInstallation } from '../testing/installation';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let id: string;
let addresses: string[];
let pet: { id: string; home: string };

const host = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const container = (name: string) => `puppis-${id}-${name.split('-').at(-1)}`;
/** Another version of the segment image, as far as Docker knows. */
const nextImage = `puppis-test/segment:${process.pid}`;
/** Goes as soon as it is told to, and is of use only some seconds after it was started: it says so when it is. */
const service = "trap 'exit 0' TERM; sleep 4; httpd -p 80 -h /etc; touch /up; while :; do sleep 1 & wait $!; done";
const health = ['--health-cmd', 'test -e /up', '--health-interval', '1s', '--health-start-period', '20s'];

const settled = () =>
  eventually(
    'active with three',
    async () => {
      const { generation, observedGeneration } = await house.db.cluster.findUniqueOrThrow({ where: { id } });
      const { phase, segmentList } = await getCluster(house.ctx, { id });
      const ready = segmentList.filter(({ state }) => state === 'ready').length === 3;
      return phase === 'active' && ready && generation === observedGeneration;
    },
    180_000,
    100,
  );

const answers = (address: string) =>
  new Promise<boolean>((resolve) => {
    const request = get({ host: address, port: 8080, path: '/hostname', timeout: 500 }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200)).once('error', () => resolve(false));
    });
    request.once('timeout', () => request.destroy()).once('error', () => resolve(false));
  });

/** Asks as a load balancer does, the next one when one does not answer, until `stop`. */
async function askOn(stop: AbortSignal) {
  const tally = { requests: 0, retries: 0, failed: 0 };
  for (let turn = 0; !stop.aborted; turn++) {
    tally.requests++;
    let tries = 0;
    while (tries < 3 && !(await answers(addresses[(turn + tries) % 3]!))) tries++;
    if (tries > 0) tally.retries++;
    if (tries === 3) tally.failed++;
    await delay(20);
  }
  return tally;
}

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
  await using first = runWorker(house);
  await eventually('a look at the host', async () => first.running && (await house.db.host.count()) > 0);
  ({ id } = await createCluster(house.ctx, { name: 'ark', plan: 'small', segments: 3 }));
  await settled();
  addresses = (await getCluster(house.ctx, { id })).segmentList.map(({ address }) => address);
  const { docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR);
  const port = ['--publish', 'mode=host,published=8080,target=80', '--endpoint-mode', 'dnsrr', '--mode', 'global'];
  docker('service', 'create', '-d', '--name', 'web', ...port, ...health, 'busybox', 'sh', '-c', service);
  pet = {
    id: docker('run', '-d', '--restart', 'always', 'busybox', 'sleep', '9999'),
    home: docker('info', '--format', '{{.Name}}'),
  };
  for (const address of addresses) await eventually(`web on ${address}`, () => answers(address));
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
  host('rmi', nextImage);
});

const petRuns = () => {
  const file = `/var/lib/docker/containers/${pet.id}/config.v2.json`;
  return host('exec', container(pet.home), 'cat', file).includes('"Running":true');
};

test('a service of three replicas answers every request while all three engines are replaced', async () => {
  const before = (await getCluster(house.ctx, { id })).segmentList;
  host('tag', segmentImage(), nextImage);
  runWorker({ ...house, settings: { ...house.settings, PUPPIS_SEGMENT_IMAGE: nextImage } });
  const stop = new AbortController();
  const asking = askOn(stop.signal);
  await rebuildCluster(house.ctx, { id });
  await settled();
  stop.abort();
  const tally = await asking;
  process.stderr.write(`a rebuild of three segments: ${JSON.stringify(tally)}\n`);
  expect(tally.requests).toBeGreaterThan(100);
  expect(tally.retries).toBeGreaterThan(0); // the engines were replaced, indeed
  expect(tally.failed).toBe(0);
  expect((await getCluster(house.ctx, { id })).segmentList).toMatchObject(
    before.map(({ name, address, role }) => ({ name, address, role })),
  );
  for (const { name } of before) expect(host('inspect', '-f', '{{.Config.Image}}', container(name))).toBe(nextImage);
  await eventually('what ran there runs again', async () => petRuns());
});
