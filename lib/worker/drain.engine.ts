import { execFileSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { createCluster } from '../services/clusters/create';
import { listEvents } from '../services/clusters/events';
import { getCluster } from '../services/clusters/get';
import { scaleCluster } from '../services/clusters/scale';
import { getAccess } from '../testing/access';
import { eventually } from '../testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../testing/installation';

let house: TestInstallation;
let registry: Awaited<ReturnType<typeof startTestRegistry>>;
let worker: ReturnType<typeof runWorker>;
let id: string;
let docker: (...args: string[]) => string;

const settled = (segments: number) =>
  eventually(
    `active with ${segments}`,
    async () => {
      const cluster = await getCluster(house.ctx, { id });
      const ready = cluster.segmentList.filter(({ state }) => state === 'ready');
      return cluster.phase === 'active' && cluster.segments === segments && ready.length === segments;
    },
    600_000,
  );
const ask = (segments: number) => scaleCluster(house.ctx, { id, segments });
const messages = async () => (await listEvents(house.ctx, { id })).map(({ message }) => message);
const said = (words: string) => eventually(words, async () => (await messages()).join('\n').includes(words));
const availability = () => docker('node', 'ls', '--format', '{{.Hostname}} {{.Availability}}').split('\n').sort();
const running = () => docker('service', 'ps', 'web', '--filter', 'desired-state=running', '--format', '{{.Node}}');

beforeAll(async () => {
  registry = await startTestRegistry();
  house = await testInstallation({ PUPPIS_REGISTRY_MIRROR: registry.mirrorUrl });
  worker = runWorker(house, { times: { drain: 12_000, resync: 1_000 } });
  await eventually('a look at the host', async () => (await house.db.host.count()) > 0);
  ({ id } = await createCluster(house.ctx, { name: 'bog', plan: 'small', segments: 2 }));
  await settled(2);
  ({ docker } = await getAccess(house.ctx, id, house.settings.PUPPIS_DATA_DIR));
  const place = ['--constraint', 'node.hostname==bog-n2', '--endpoint-mode', 'dnsrr', '--stop-grace-period', '1s'];
  docker('service', 'create', '--name', 'web', ...place, 'busybox', 'sleep', '9999');
  expect(running()).toBe('bog-n2');
});
afterAll(async () => {
  await house.remove();
  await registry.stop();
});

test('a segment whose services find no other place stays, with the reason', async () => {
  await ask(1);
  await said('n2 stays after all: web found no other place within 12 s.');
  await settled(2);
  expect(availability()).toEqual(['bog-n1 Active', 'bog-n2 Active']);
  await eventually('web is back', async () => running() === 'bog-n2');
});

test('one that is wanted again while it drains takes services again', async () => {
  await ask(1);
  await eventually('it drains', async () => availability().includes('bog-n2 Drain'));
  await ask(2);
  await settled(2);
  await eventually('it takes services', async () => availability().includes('bog-n2 Active'));
});

test('one that a person drained is left as it is, and may go', async () => {
  docker('service', 'rm', 'web');
  docker('node', 'update', '--availability', 'drain', 'bog-n2');
  await ask(1);
  await settled(1);
  await ask(2);
  await settled(2);
  docker('node', 'update', '--availability', 'drain', 'bog-n2');
  const due = async () => (await house.db.cluster.findUniqueOrThrow({ where: { id } })).nextReconcileAt.getTime();
  const before = await due();
  await eventually('two more looks', async () => (await due()) > before + 2_000);
  expect(availability()).toEqual(['bog-n1 Active', 'bog-n2 Drain']);
});

test('the first manager may be the one that goes, and is a manager again when it comes back', async () => {
  docker('node', 'update', '--availability', 'active', 'bog-n2');
  // Without services: after a change of leaders their tasks end later than this worker's twelve seconds.
  await scaleCluster(house.ctx, { id, segments: 1, leave: [1] });
  await settled(1);
  const managers = () => docker('node', 'ls', '--format', '{{.Hostname}}:{{.ManagerStatus}}').split('\n').sort();
  const are = async (wanted: string) => {
    try {
      return managers().join() === wanted;
    } catch {
      return false; // the endpoint has yet to hear of it
    }
  };
  await eventually('its heir', () => are('bog-n2:Leader'));
  await ask(2);
  await settled(2);
  await eventually('its role', () => are('bog-n1:Leader,bog-n2:'));
});

/** Runs where `/hold` is mounted, and is healthy only once it has taken a file /hold/start from there. */
const heldService = [
  ...['--endpoint-mode', 'dnsrr', '--stop-grace-period', '1s', '--health-cmd', 'test -e /up'],
  ...['--health-interval', '500ms', '--health-retries', '9999', '--mount', 'type=bind,source=/hold,target=/hold'],
  ...['busybox', 'sh', '-c', 'until rm /hold/start 2>/dev/null; do sleep 0.2; done; touch /up; sleep 9999'],
];
const inSegment = (ordinal: number, ...command: string[]) =>
  execFileSync('docker', ['exec', `puppis-${id}-n${ordinal}`, ...command]);
const start = (ordinal: number) => inSegment(ordinal, 'touch', '/hold/start');

test('a service with replicas on all that go is never away: the next drains when what left the last runs', async () => {
  await ask(3);
  await settled(3);
  await worker[Symbol.asyncDispose]();
  const begun: string[] = [];
  // Its drains may take as long as they do.
  runWorker(house, { times: { resync: 1_000 }, onStep: (step) => begun.push(step) });
  const set = (availability: string, ...names: string[]) =>
    names.forEach((name) => docker('node', 'update', '--availability', availability, name));
  [1, 2, 3].forEach((ordinal) => inSegment(ordinal, 'mkdir', '/hold'));
  [2, 3].forEach(start);
  set('pause', 'bog-n1', 'bog-n2');
  docker('service', 'create', '--name', 'pair', ...heldService);
  set('active', 'bog-n2');
  set('pause', 'bog-n3');
  docker('service', 'scale', 'pair=2');
  set('active', 'bog-n1', 'bog-n3');
  const states = ['--filter', 'desired-state=running', '--format', '{{.Node}} {{.CurrentState}}'];
  const up = () => {
    const lines = docker('service', 'ps', 'pair', ...states).split('\n');
    return lines.flatMap((line) => (line.includes(' Running ') ? line.split(' ')[0] : [])).sort();
  };
  const runOn = (...nodes: string[]) =>
    eventually(`pair on ${nodes}`, async () => isDeepStrictEqual(up(), nodes), 600_000, 100);
  expect(up()).toEqual(['bog-n2', 'bog-n3']);
  await scaleCluster(house.ctx, { id, segments: 1, leave: [2, 3] });
  await runOn('bog-n2'); // n3 is drained, and what takes its task's place is held
  await eventually('it is waited for', async () => begun.includes('drained n3'), 600_000, 100);
  expect(availability()).toEqual(['bog-n1 Active', 'bog-n2 Pause', 'bog-n3 Drain']);
  start(1);
  await runOn('bog-n1');
  await eventually('n2 drains after it', async () => begun.indexOf('drain n2') > begun.indexOf('drained n3'));
  start(1);
  await runOn('bog-n1', 'bog-n1');
  await settled(1);
});
