import { lossWords } from '../../lib/domain/belongings';
import { grownTo } from '../../lib/domain/ordinals';
import { getCluster } from '../../lib/services/clusters/get';
import { scaleCluster } from '../../lib/services/clusters/scale';
import { rebuildCluster } from '../../lib/services/clusters/rebuild';
import { container, onHost, type Fleet, type Ship } from './fleet';
import type { Random } from './random';

const most = 3;

/** Something that people ask for, or that happens. @returns what was done, in words */
type Deed = (fleet: Fleet, random: Random, ship: Ship) => Promise<string>;

const actions: readonly Deed[] = [
  async (fleet, random, ship) => {
    const segments = 1 + random.below(most);
    const { segmentList } = await getCluster(fleet.house.ctx, { id: ship.id });
    const leave: number[] = [];
    // What must not be lost stays; so does the first of one that is being built.
    const stays = ship.holder ?? ship.kept[0];
    while (ship.kept.length - leave.length > segments)
      leave.push(random.pick(ship.kept.filter((ordinal) => ordinal !== stays && !leave.includes(ordinal))));
    await scaleCluster(fleet.house.ctx, { id: ship.id, segments, leave, agreedLoss: lossWords(segmentList, leave) });
    ship.kept = grownTo(
      segments,
      ship.kept.filter((ordinal) => !leave.includes(ordinal)),
    );
    return `scale ${ship.name} to ${segments}: ${ship.kept.map((ordinal) => `n${ordinal}`).join(', ')}`;
  },
  async (fleet, _random, ship) => {
    await rebuildCluster(fleet.house.ctx, { id: ship.id });
    return `rebuild ${ship.name}`;
  },
  async (fleet, random, ship) => {
    if (fleet.ships.length === most) {
      await fleet.sink(ship);
      return `delete ${ship.name}`;
    }
    await fleet.launch(1 + random.below(most));
    return `create ${fleet.ships.at(-1)!.name} with ${fleet.ships.at(-1)!.kept.length}`;
  },
];

const hurts: Readonly<Record<string, (name: string, network: string) => string[]>> = {
  kill: (name) => ['kill', name],
  pause: (name) => ['pause', name],
  remove: (name) => ['rm', '-f', name],
  'cut off': (name, network) => ['network', 'disconnect', '-f', network, name],
  hang: (name) => ['exec', name, 'sh', '-c', 'kill -STOP $(pidof dockerd)'],
};

const faults: readonly Deed[] = [
  async (fleet) => {
    await fleet.replaceWorker();
    return 'kill the worker';
  },
  async (_fleet, random, ship) => {
    const kind = random.pick(Object.keys(hurts));
    const name = container(ship, random.pick(ship.kept));
    try {
      onHost(...hurts[kind]!(name, `puppis-${ship.id}`));
    } catch {
      return `${kind} ${name}: not there to be hurt`;
    }
    return `${kind} ${name}`;
  },
];

/** Does one thing at random; four in ten are faults. */
export async function doSomething(fleet: Fleet, random: Random): Promise<{ fault: boolean; what: string }> {
  const fault = random.below(10) < 4;
  if (fleet.ships.length === 0) await fleet.launch(1 + random.below(most));
  const ship = random.pick(fleet.ships);
  return { fault, what: await random.pick(fault ? faults : actions)(fleet, random, ship) };
}
