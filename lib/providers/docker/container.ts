import type { ContainerCreateOptions } from 'dockerode';
import { segmentName } from '../../domain/cluster';
import type { Plan } from '../../domain/plans';
import { segmentAddress } from '../../domain/subnets';
import type { SegmentRef } from '../types';
import { label, networkName, segmentLabels, segmentResource } from './names';

/** What an engine needs to run containers, overlay networks and a Swarm; never --privileged. */
const capabilities = [
  ...[
    'SYS_ADMIN',
    'NET_ADMIN',
    'NET_RAW',
    'SYS_CHROOT',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'SETGID',
    'SETUID',
  ],
  ...['SETPCAP', 'SETFCAP', 'MKNOD', 'KILL', 'NET_BIND_SERVICE', 'AUDIT_WRITE', 'SYS_PTRACE'],
];

export interface ContainerInput {
  readonly segment: SegmentRef;
  readonly plan: Plan;
  readonly image: string;
  readonly installation: string;
  readonly revision: number;
  /** Host CPUs to pin it to. */
  readonly cpus: readonly number[];
}

/** How a segment's container is made. What its engine is told beyond this is in the files (files.ts). */
export function containerOptions(input: ContainerInput): ContainerCreateOptions {
  const { segment, plan, cpus } = input;
  const { cluster, ordinal } = segment;
  const name = segmentResource(segment);
  const labels = segmentLabels(input.installation, segment);
  return {
    name,
    Hostname: segmentName(cluster.name, ordinal),
    Image: input.image,
    Entrypoint: ['/bin/sh', '/opt/puppis/entrypoint.sh'],
    Env: [`PUPPIS_MEMORY_BYTES=${plan.memoryBytes}`],
    Labels: {
      ...labels,
      [label.revision]: String(input.revision),
      [label.cpus]: cpus.join(','),
    },
    StopTimeout: 20, // dockerd gives its own containers 15 s
    HostConfig: {
      CapDrop: ['ALL'],
      CapAdd: capabilities,
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined', 'label=disable'],
      // The client's --security-opt systempaths=unconfined: nothing of /proc masked or read-only.
      MaskedPaths: [],
      ReadonlyPaths: [],
      ...resources(plan.memoryBytes, cpus),
      ...{ CgroupnsMode: 'private' }, // unknown to dockerode's types
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '2' } },
      NetworkMode: networkName(cluster.id),
      // Labels, because a volume that somebody removed a moment ago is made again with the container.
      Mounts: [{ Type: 'volume', Source: name, Target: '/var/lib/docker', VolumeOptions: volumeOptions(labels) }],
    },
    NetworkingConfig: {
      EndpointsConfig: {
        [networkName(cluster.id)]: { IPAMConfig: { IPv4Address: segmentAddress(cluster.subnet, ordinal) } },
      },
    },
  };
}

/** What is in the image at that path is copied to a new volume, as docker run -v does; all three are asked for by dockerode's types. */
const volumeOptions = (labels: Record<string, string>) => ({
  Labels: labels,
  NoCopy: false,
  DriverConfig: { Name: 'local', Options: {} },
});

/**
 * What can be changed of a container that runs, and shall not be: memory without swap, the quota, pinning (the engine counts the
 * CPUs it may run on), and that it comes back.
 */
export function resources(memoryBytes: number, cpus: readonly number[]) {
  return {
    Memory: memoryBytes,
    MemorySwap: memoryBytes,
    NanoCpus: cpus.length * 1e9,
    CpusetCpus: cpus.join(','),
    PidsLimit: 8192, // a fork bomb stays in its segment
    RestartPolicy: { Name: 'unless-stopped' },
  };
}
