import { installationId } from '../../lib/services/installation/identity';
import { hasNodes, onHost, type Fleet, type Ship } from './fleet';

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

/** What a cluster had, and has no longer. */
export function losses(ship: Ship): string[] {
  const { id, name, docker } = ship;
  if (!docker) return [];
  const checks: Readonly<Record<string, () => boolean>> = {
    'its word': () => docker('run', '--rm', '-v', 'kept:/kept', 'busybox', 'cat', '/kept/word') === id,
    'its service': () => docker('service', 'ls', '--format', '{{.Name}}') === 'web',
    'its nodes': () => hasNodes(ship),
  };
  return Object.entries(checks).flatMap(([what, holds]) => (holds() ? [] : `${what} of ${name}`));
}
