import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { newId } from '../domain/id';
import { segmentAddress } from '../domain/subnets';
import { env } from '../env';
import { createAuthority } from '../pki/authority';
import { issueClient, issueServer } from '../pki/issue';
import { newSerial } from '../pki/serial';
import { createDockerProvider } from '../providers/docker/provider';
import type { ClusterRef, Provider, SegmentRef } from '../providers/types';
import { dockerAccess } from './docker-access';
import { removeLabelled, segmentImage } from './installation';

const days = 2;

/** A Docker provider with an installation id and an engine CA of its own. */
export function testProvider(options: { registryMirror?: string; segmentImage?: string } = {}) {
  const installation = `test-${newId()}`;
  const now = new Date();
  const authority = createAuthority({ commonName: 'Test engines', now, days });
  const notAfter = new Date(now.getTime() + days * 86_400_000);
  const client = issueClient(authority, { commonName: 'test', serial: newSerial(), now, notAfter });
  const provider: Provider = createDockerProvider({
    dockerHost: env().DOCKER_HOST,
    installation,
    segmentImage: options.segmentImage ?? segmentImage(),
    registryMirror: options.registryMirror,
    tls: {
      caPem: authority.certPem,
      clientCertPem: client.certPem,
      clientKeyPem: client.keyPem,
      issueServer: (names) => issueServer(authority, { commonName: names[0]!, names, now, days }),
    },
  });
  const access = dockerAccess('', { ca: authority.certPem, cert: client.certPem, key: client.keyPem });
  return {
    provider,
    installation,
    /** What its engines' certificates are signed by. */
    authority,
    /** The docker command against a segment's engine. @returns what it printed */
    docker({ cluster, ordinal }: SegmentRef, ...args: string[]): string {
      const host = `tcp://${segmentAddress(cluster.subnet, ordinal)}:2376`;
      const env = { ...process.env, ...access, DOCKER_HOST: host };
      return execFileSync('docker', args, { encoding: 'utf8', env }).trim();
    },
    /** What carries the installation's label, by kind. */
    left: () => ({
      containers: labelled(['ps', '-aq'], installation),
      volumes: labelled(['volume', 'ls', '-q'], installation),
      networks: labelled(['network', 'ls', '-q'], installation),
    }),
    remove() {
      removeLabelled(`puppis.installation=${installation}`);
      rmSync(access.DOCKER_CERT_PATH, { recursive: true, force: true });
    },
  };
}

function labelled(list: string[], installation: string): string[] {
  const args = [...list, '--filter', `label=puppis.installation=${installation}`];
  return execFileSync('docker', args, { encoding: 'utf8' }).split('\n').filter(Boolean);
}

/** A cluster that only its resources know, on a /24 out of 10.216.0.0/16. */
export function testCluster(name: string): ClusterRef {
  return { id: newId(), name, subnet: `10.216.${Math.floor(Math.random() * 256)}.0/24` };
}
