import { installationId } from '../../lib/services/installation/identity';
import { eventually } from '../../lib/testing/eventually';
import { onHost, wordOn, type Fleet, type Ship } from './fleet';

const patienceMs = 180_000;

/** What the host holds of this installation and no cluster asked for. */
export async function leaks(fleet: Fleet): Promise<string[]> {
  const filter = ['--filter', `label=puppis.installation=${await installationId(fleet.house.db)}`];
  const format = ['--format', '{{.Name}}'];
  const found = [
    ...onHost('ps', '-a', ...filter, '--format', '{{.Names}}'),
    ...onHost('volume', 'ls', ...filter, ...format),
    ...onHost('network', 'ls', ...filter, ...format),
  ];
  const wanted = new Set(
    fleet.ships.flatMap(({ id, kept }) => [`puppis-${id}`, ...kept.map((ordinal) => `puppis-${id}-n${ordinal}`)]),
  );
  return found.filter((name) => !wanted.has(name));
}

/** What a cluster had, and has no longer: not when a fault that nobody has noticed yet is in the way, but when it stays away. */
export async function losses(ship: Ship): Promise<string[]> {
  const { id, name, docker, holder } = ship;
  if (!docker) return [];
  const checks: Readonly<Record<string, () => boolean>> = {
    'its word': () => holder !== undefined && wordOn(ship, holder) === id,
    'its service': () => docker('service', 'ls', '--format', '{{.Name}}') === 'web',
  };
  const results = await Promise.all(
    Object.entries(checks).map(async ([what, holds]) => ((await stays(holds)) ? [] : [`${what} of ${name}`])),
  );
  return results.flat();
}

function stays(holds: () => boolean): Promise<boolean> {
  const now = async () => {
    try {
      return holds();
    } catch {
      return false;
    }
  };
  return eventually('it', now, patienceMs, 1_000).catch(() => false);
}
