import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { HostFacts } from '../types';
import { engineInfo, look, type Host } from './host';

/** See Provider.host. Disk and IPVS are looked at where the panel runs, which is the host when its engine is a socket. */
export async function facts(host: Host): Promise<HostFacts> {
  const info = await engineInfo(host.docker, look());
  const local = host.address.startsWith('unix:');
  const disk = local ? await statfs(info.DockerRootDir).catch(() => undefined) : undefined;
  return {
    id: info.ID,
    name: info.Name,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    diskFreeBytes: disk && disk.bavail * disk.bsize,
    engineVersion: info.ServerVersion,
    // Of another machine nothing is known; most have it.
    ipvs: !local || existsSync('/proc/net/ip_vs'),
  };
}
