import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../common/run.mjs';
import { defaultDockerHost, engineVersion } from '../engine/engine-api.mjs';
import { ensureEngine } from '../engine/ensure-engine.mjs';
import { ensureSegmentImage } from '../engine/segment-image.mjs';

const pidFile = '/var/run/docker.pid';

/** Ends the engine that `ensureEngine` has started. */
async function stopEngine() {
  if (existsSync('/run/systemd/system')) {
    await run('systemctl', ['stop', 'docker.service', 'docker.socket']);
    return;
  }
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  if (!pid) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; existsSync(pidFile) && waited < 30_000; waited += 200) await delay(200);
}

/**
 * An engine with the segment image, for as long as tests run: the one that answers, which stays as it is, or one that is
 * started now.
 * @param {ReturnType<import('../common/steps.mjs').openSteps>} step
 * @param {string} logs the folder for dockerd's log
 */
export async function borrowEngine(step, logs) {
  const dockerHost = process.env.DOCKER_HOST || defaultDockerHost;
  const running = await engineVersion(dockerHost).catch(() => undefined);
  await step('Docker engine', ({ say, detail }) => ensureEngine({ dockerHost, dataDir: logs, log: say, detail }));
  const giveBack = running ? async () => {} : stopEngine;
  try {
    const image = await step('Segment image', ({ say, detail }) =>
      ensureSegmentImage({ dockerHost, image: process.env.PUPPIS_SEGMENT_IMAGE, log: say, detail }),
    );
    return { image, giveBack };
  } catch (error) {
    await giveBack();
    throw error;
  }
}
