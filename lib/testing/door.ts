import { rmSync } from 'node:fs';
import { startTestRegistry } from '../../scripts/engine/test-registry.mjs';
import { defaultPlans } from '../domain/plans';
import { segmentAddress } from '../domain/subnets';
import { openMembers } from '../orchestrators/members';
import { createSwarm } from '../orchestrators/swarm/swarm';
import { dockerAccess } from './docker-access';
import { eventually } from './eventually';
import { addCluster, addCredential, testGateway, untilOpen } from './gateway';
import { testCluster, testProvider } from './provider';

const plan = defaultPlans[0]!;

/**
 * Two real segments, both managers of one Swarm, behind a gateway: what the docker CLI does to a cluster goes through
 * everything it would go through for a person. A registry with a busybox image is its mirror.
 */
export async function openDoor() {
  const registry = await startTestRegistry();
  const house = testProvider({ registryMirror: registry.mirrorUrl });
  const cluster = testCluster('door');
  const addresses = [1, 2].map((ordinal) => segmentAddress(cluster.subnet, ordinal));
  const members = openMembers(house.provider, cluster);
  await house.provider.ensureNetwork(cluster);
  await Promise.all([1, 2].map((ordinal) => house.provider.ensureSegment({ cluster, ordinal }, plan, 1)));
  for (const ordinal of [1, 2]) await eventually(`n${ordinal}`, () => members.engine(ordinal).ping(500));
  const swarm = createSwarm();
  await swarm.init(members, 1);
  await swarm.join(members, 2, 'manager', 1);

  // Engines are real here, and may stop answering: another is tried then.
  const gateway = await testGateway(house.authority, { engineTimeoutMs: 10_000 });
  const row = await addCluster(gateway.db, gateway.secret, addresses);
  await untilOpen(gateway.db, row);
  const env = dockerAccess(`tcp://localhost:${row.port}`, (await addCredential(gateway.db, row)).tls);
  return {
    /** A folder that goes with the door; it holds the certificates. */
    folder: env.DOCKER_CERT_PATH,
    /** What docker.env would set. */
    env,
    /** The name of a segment's container on the host. */
    container: (ordinal: number) => `puppis-${cluster.id}-n${ordinal}`,
    async close() {
      await gateway.remove();
      house.remove();
      rmSync(env.DOCKER_CERT_PATH, { recursive: true });
      await registry.stop();
    },
  };
}
