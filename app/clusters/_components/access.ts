import type { ClusterDto } from '@/lib/schemas/cluster';

/** Why Get Access cannot be had yet; undefined when it can. */
export function whyNoAccess({ phase, endpoint }: Pick<ClusterDto, 'phase' | 'endpoint'>): string | undefined {
  if (phase === 'deleting') return 'The cluster is being deleted.';
  if (phase === 'new' || phase === 'building') return 'Ready as soon as the cluster is active.';
  if (!endpoint.ready) return 'Its endpoint is not open yet.';
  return undefined;
}

/** The lines to type, by shell. `unpack` runs in the folder that holds the download. */
export const shells = [
  {
    key: 'bash',
    label: 'bash / zsh',
    unpack: (name: string) => `unzip ${name}.zip`,
    load: (name: string) => `source ${name}/docker.env`,
  },
  {
    key: 'fish',
    label: 'fish',
    unpack: (name: string) => `unzip ${name}.zip`,
    load: (name: string) => `source ${name}/docker.fish`,
  },
  {
    key: 'powershell',
    label: 'PowerShell',
    unpack: (name: string) => `Expand-Archive ${name}.zip -DestinationPath .`,
    load: (name: string) => `.\\${name}\\docker.ps1`,
  },
  {
    key: 'cmd',
    label: 'cmd',
    unpack: (name: string) => `tar -xf ${name}.zip`,
    load: (name: string) => `${name}\\docker.cmd`,
  },
] as const;
export type ShellKey = (typeof shells)[number]['key'];
