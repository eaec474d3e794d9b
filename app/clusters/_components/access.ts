import { whyMayNot } from '@/lib/domain/role';
import type { ClusterDto } from '@/lib/schemas/cluster';

/** Why Get Access cannot be had, or not yet; undefined when it can. */
export function whyNoAccess(cluster: ClusterDto): string | undefined {
  const { phase, endpoint } = cluster;
  const role = whyMayNot(cluster, 'access');
  if (role) return role;
  if (phase === 'deleting') return 'The cluster is being deleted.';
  if (phase === 'new' || phase === 'building') return 'Ready as soon as the cluster is active.';
  if (!endpoint.ready) return 'Its endpoint is not open yet.';
  return undefined;
}

/** Makes key.pem and request.pem; the names in a request are not taken over. */
export const requestCommand =
  'openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out request.pem -subj /CN=me';

/** The lines to type, by shell. `unpack` runs in the folder that holds the download. */
export const shells = [
  {
    key: 'bash',
    label: 'bash / zsh',
    unpack: (name: string) => `unzip ${name}.zip`,
    load: (name: string) => `source ${name}/docker.env`,
    undo: (name: string) => `source ${name}/docker-undo.env`,
  },
  {
    key: 'fish',
    label: 'fish',
    unpack: (name: string) => `unzip ${name}.zip`,
    load: (name: string) => `source ${name}/docker.fish`,
    undo: (name: string) => `source ${name}/docker-undo.fish`,
  },
  {
    key: 'tcsh',
    label: 'tcsh',
    unpack: (name: string) => `unzip ${name}.zip`,
    load: (name: string) => `source ${name}/docker.csh`,
    undo: (name: string) => `source ${name}/docker-undo.csh`,
  },
  {
    key: 'powershell',
    label: 'PowerShell',
    unpack: (name: string) => `Expand-Archive ${name}.zip -DestinationPath .`,
    load: (name: string) => `.\\${name}\\docker.ps1`,
    undo: (name: string) => `.\\${name}\\docker-undo.ps1`,
  },
  {
    key: 'cmd',
    label: 'cmd',
    unpack: (name: string) => `tar -xf ${name}.zip`,
    load: (name: string) => `${name}\\docker.cmd`,
    undo: (name: string) => `${name}\\docker-undo.cmd`,
  },
] as const;
export type ShellKey = (typeof shells)[number]['key'];
