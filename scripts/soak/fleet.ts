import { execFileSync } from 'node:child_process';
import { ordinalsUpTo } from '../../lib/domain/ordinals';
import { createCluster } from '../../lib/services/clusters/create';
import { deleteCluster } from '../../lib/services/clusters/delete';
import { getCluster } from '../../lib/services/clusters/get';
import { getAccess } from '../../lib/testing/access';
import { eventually } from '../../lib/testing/eventually';
import { runWorker, testInstallation, type TestInstallation } from '../../lib/testing/installation';

const convergeMs = 600_000;

/** A cluster as it was asked for, with a word in a named volume and a service that must both outlive everything. */
export interface Ship {
  readonly id: string;
  readonly name: string;
  /** Ordinals. */
  kept: number[];
  docker?: (...args: string[]) => string;
  /** The segment with the word: the endpoint led there when it was written, and may lead elsewhere later. */
  holder?: number;
}

export const onHost = (...args: string[]) =>
  execFileSync('docker', args, { encoding: 'utf8' }).trim().split('\n').filter(Boolean);
export const container = ({ id }: Ship, ordinal: number) => `puppis-${id}-n${ordinal}`;

/** An installation of its own with clusters in it. */
export class Fleet {
  readonly ships: Ship[] = [];
  private launched = 0;
  private worker;

  private constructor(readonly house: TestInstallation) {
    this.worker = runWorker(house);
  }

  static async open(mirrorUrl: string): Promise<Fleet> {
    const fleet = new Fleet(await testInstallation({ PUPPIS_REGISTRY_MIRROR: mirrorUrl }));
    await fleet.house.db.user.updateMany({ data: { maxClusters: 10 } }); // those being deleted count
    await eventually('a look at the host', async () => (await fleet.house.db.host.count()) > 0);
    return fleet;
  }

  async launch(segments: number): Promise<void> {
    const name = `ship-${++this.launched}`;
    const { id } = await createCluster(this.house.ctx, { name, plan: 'small', segments });
    this.ships.push({ id, name, kept: ordinalsUpTo(segments) });
  }

  async sink(ship: Ship): Promise<void> {
    await deleteCluster(this.house.ctx, { id: ship.id, name: ship.name });
    this.ships.splice(this.ships.indexOf(ship), 1);
  }

  /** SIGKILL, and another at once. */
  async replaceWorker(): Promise<void> {
    await this.worker.kill();
    this.worker = runWorker(this.house);
  }

  /** Resolves when every cluster is what was asked for, and nothing is left of those that were deleted. */
  async converged(): Promise<void> {
    await Promise.all(
      this.ships.map((ship) => eventually(`${ship.name} as asked for`, () => this.isRight(ship), convergeMs, 100)),
    );
    const others = async () => (await this.house.db.cluster.count()) === this.ships.length;
    await eventually('the end of those that were deleted', others, convergeMs, 100);
  }

  private async isRight(ship: Ship): Promise<boolean> {
    const { id, kept } = ship;
    const { phase, segmentList, reason } = await getCluster(this.house.ctx, { id });
    const row = await this.house.db.cluster.findUniqueOrThrow({ where: { id } });
    const ready = segmentList.every(({ state }) => state === 'ready');
    const right = segmentList.map(({ ordinal }) => ordinal).join() === kept.join();
    const there = kept.every((ordinal) => isUp(container(ship, ordinal)));
    const settled = phase === 'active' && !reason && right && ready && there;
    return settled && row.observedGeneration === row.generation && hasNodes(ship);
  }

  /** Puts aboard what must not be lost. Once for each. */
  async load(): Promise<void> {
    for (const ship of this.ships.filter(({ docker }) => !docker)) {
      const { docker } = await getAccess(this.house.ctx, ship.id, this.house.settings.PUPPIS_DATA_DIR);
      ship.docker = docker;
      docker('run', '--rm', '-v', 'kept:/kept', 'busybox', 'sh', '-c', `echo ${ship.id} > /kept/word`);
      ship.holder = ship.kept.find((ordinal) => wordOn(ship, ordinal) === ship.id);
      docker('service', 'create', '-d', '--name', 'web', '--endpoint-mode', 'dnsrr', 'busybox', 'sleep', '99999');
    }
  }

  close = () => this.house.remove();
}

/** The word as the segment's volume has it. */
export function wordOn(ship: Ship, ordinal: number): string | undefined {
  try {
    return onHost('exec', container(ship, ordinal), 'cat', '/var/lib/docker/volumes/kept/_data/word')[0];
  } catch {
    return undefined;
  }
}

/** Its Swarm tells as many nodes as it shall have, all well, through its endpoint. An engine that hangs is not seen in any row. */
function hasNodes({ docker, kept }: Ship): boolean {
  try {
    const nodes = docker?.('node', 'ls', '--format', '{{.Status}} {{.Availability}}');
    return nodes === undefined || nodes === kept.map(() => 'Ready Active').join('\n');
  } catch {
    return false;
  }
}

/** What the rows say may be older than what was done to the container. */
const isUp = (name: string) =>
  onHost('ps', '-q', '--filter', `name=^${name}$`, '--filter', 'status=running').length === 1;
