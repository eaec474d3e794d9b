import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { segmentImage } from './installation';

/** In place of dockerd: waits until it is released, and is out of the way then. */
const holdingProgram = `#!/bin/sh
until [ -e /engine-released ]; do sleep 0.1; done
rm -f "$0"
exec dockerd "$@"
`;

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();

/** The segment image with engines that start only when they are released, so that a test knows what is under way. */
export function heldEngineImage() {
  const image = `puppis-test/held-engine:${process.pid}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-held-engine-'));
  writeFileSync(path.join(folder, 'dockerd'), holdingProgram, { mode: 0o755 });
  const container = docker('create', segmentImage(), 'dockerd');
  docker('cp', path.join(folder, 'dockerd'), `${container}:/usr/local/sbin/dockerd`);
  docker('commit', container, image);
  docker('rm', container);
  rmSync(folder, { recursive: true });
  return {
    image,
    /** Lets the engines of a cluster's running segments start. A segment that goes meanwhile needs no engine. */
    release(clusterId: string) {
      const running = docker('ps', '-q', '--filter', `label=puppis.cluster=${clusterId}`).split('\n').filter(Boolean);
      for (const id of running) spawnSync('docker', ['exec', id, 'touch', '/engine-released']);
    },
    remove: () => void docker('rmi', image),
  };
}
