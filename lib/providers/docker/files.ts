import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { TarArchive } from 'archiver';
import { segmentName } from '../../domain/cluster';
import { segmentAddress } from '../../domain/subnets';
import type { SegmentRef } from '../types';
import { segmentResource } from './names';
import type { EngineTls } from './tls';

const folder = '/opt/puppis';

/** The port of every segment's engine; Docker's customary one for mutual TLS. */
export const enginePort = 2376;

export interface FilesInput {
  readonly segment: SegmentRef;
  readonly tls: EngineTls;
  readonly resolvers: readonly string[];
  readonly registryMirror?: string;
}

/** dockerd's daemon.json. Certificate and key are in one file, so that never one is seen without the other. */
export function engineSettings({ segment, resolvers, registryMirror }: Omit<FilesInput, 'tls'>) {
  const address = segmentAddress(segment.cluster.subnet, segment.ordinal);
  const mirror = registryMirror === undefined ? undefined : new URL(registryMirror);
  return {
    hosts: ['unix:///var/run/docker.sock', `tcp://${address}:${enginePort}`],
    tlsverify: true,
    tlscacert: `${folder}/ca.pem`,
    tlscert: `${folder}/server.pem`,
    tlskey: `${folder}/server.pem`,
    'log-driver': 'json-file',
    'log-opts': { 'max-size': '10m', 'max-file': '3' },
    ...(resolvers.length > 0 && { dns: resolvers }),
    ...(mirror && { 'registry-mirrors': [mirror.href] }),
    ...(mirror?.protocol === 'http:' && { 'insecure-registries': [mirror.host] }),
  };
}

/** Where dockerd, if it started containerd itself, would keep these too; its own containers' images may be in `root`. */
const containerd = `version = 2
root = "/var/lib/docker/containerd/daemon"
state = "/run/docker/containerd/daemon"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "/run/containerd/containerd.sock"
`;

/** A tar of what goes into a segment's container before it starts, with a fresh server certificate. */
export async function segmentFiles(input: FilesInput): Promise<Buffer> {
  const { cluster, ordinal } = input.segment;
  const names = [segmentName(cluster.name, ordinal), segmentResource(input.segment), 'localhost', '127.0.0.1'];
  const { certPem, keyPem } = input.tls.issueServer([segmentAddress(cluster.subnet, ordinal), ...names]);
  const tar = new TarArchive();
  const add = (name: string, text: string, mode: number) => tar.append(text, { name, mode });
  add(`${folder}/entrypoint.sh`, await readFile(path.resolve('images/segment/entrypoint.sh'), 'utf8'), 0o755);
  add(`${folder}/containerd.toml`, containerd, 0o644);
  add(`${folder}/ca.pem`, input.tls.caPem, 0o644);
  add(`${folder}/server.pem`, keyPem.trimEnd() + '\n' + certPem, 0o600);
  add('/etc/docker/daemon.json', JSON.stringify(engineSettings(input), undefined, 2), 0o644);
  const [bytes] = await Promise.all([buffer(tar), tar.finalize()]);
  return bytes;
}
