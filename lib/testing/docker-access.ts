import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** PEM texts under the names that the docker command looks for. */
export interface DockerCertificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/**
 * A new temporary folder with the certificates, and what docker.env would set to use them at `host`.
 * The caller removes the folder (`DOCKER_CERT_PATH`).
 */
export function dockerAccess(host: string, { ca, cert, key }: DockerCertificates) {
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-docker-tls-'));
  const files = { 'ca.pem': ca, 'cert.pem': cert, 'key.pem': key };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text, { mode: 0o600 });
  return { DOCKER_HOST: host, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder };
}
