import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { defaultPlans } from '../domain/plans';
import { segmentAddress } from '../domain/subnets';
import { createSwarm } from '../orchestrators/swarm/swarm';
import { addCluster, addCredential, testGateway, untilOpen, type ClientTls } from './gateway';
import { eventually, testCluster, testProvider } from './provider';

const plan = defaultPlans[0]!;

function bundleFolder({ ca, cert, key }: ClientTls): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-door-'));
  const files = { 'ca.pem': ca, 'cert.pem': cert, 'key.pem': key };
  for (const [name, text] of Object.entries(files))
    writeFileSync(path.join(folder, name), String(text), { mode: 0o600 });
  return folder;
}

/**
 * Two real segments, both managers of one Swarm, behind a gateway: what the docker CLI does to a cluster goes through
 * everything it would go through for a person. A registry with a busybox image is its mirror.
 */
export async function openDoor() {
  const registry = await startTestRegistry();
  const house = testProvider({ registryMirror: registry.mirrorUrl });
  const cluster = testCluster('door');
  const addresses = [1, 2].map((ordinal) => segmentAddress(cluster.subnet, ordinal));
  const engine = (ordinal: number) => house.provider.engine({ cluster, ordinal });
  await house.provider.ensureNetwork(cluster);
  await Promise.all([1, 2].map((ordinal) => house.provider.ensureSegment({ cluster, ordinal }, plan, 1)));
  for (const ordinal of [1, 2]) await eventually(`n${ordinal}`, () => engine(ordinal).ping(500));
  const members = { cluster, engine };
  const swarm = createSwarm();
  await swarm.init(members, 1);
  await swarm.join(members, 2, 'manager', 1);

  const gateway = await testGateway(house.authority);
  const row = await addCluster(gateway.db, gateway.secret, addresses);
  await untilOpen(gateway.db, row);
  const folder = bundleFolder((await addCredential(gateway.db, row)).tls);
  return {
    /** A folder that goes with the door; it holds the certificates. */
    folder,
    /** What docker.env would set. */
    env: { DOCKER_HOST: `tcp://localhost:${row.port}`, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder },
    /** The name of a segment's container on the host. */
    container: (ordinal: number) => `puppis-${cluster.id}-n${ordinal}`,
    async close() {
      await gateway.remove();
      house.remove();
      rmSync(folder, { recursive: true });
      await registry.stop();
    },
  };
}
