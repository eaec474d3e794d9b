import { hostname } from 'node:os';
import { newId } from '../domain/id';
import { env } from '../env';
import { openLog, type Log } from '../log';
import { createSwarm } from '../orchestrators/swarm/swarm';
import { issueClient, issueServer } from '../pki/issue';
import { loadSecret } from '../pki/secret';
import { newSerial } from '../pki/serial';
import { createDockerProvider } from '../providers/docker/provider';
import { openAlarm } from '../repositories/alarm';
import { database } from '../repositories/client';
import { engineAuthority } from '../services/installation/engine-authority';
import { installationId } from '../services/installation/identity';
import { runBackground } from './background';
import { runLoop } from './loop';
import { workerTimes, type Tools, type WorkerTimes } from './tools';

const day = 24 * 60 * 60 * 1000;
const engineCertificateDays = 10 * 365;

async function openTools(times: Partial<WorkerTimes>, log: Log): Promise<Tools> {
  const db = database();
  const settings = env();
  const authority = await engineAuthority(db, loadSecret(settings));
  const now = new Date();
  const notAfter = new Date(now.getTime() + engineCertificateDays * day);
  const client = issueClient(authority, { commonName: 'puppis-worker', serial: newSerial(), now, notAfter });
  const provider = createDockerProvider({
    dockerHost: settings.DOCKER_HOST,
    installation: await installationId(db),
    segmentImage: settings.PUPPIS_SEGMENT_IMAGE ?? '',
    registryMirror: settings.PUPPIS_REGISTRY_MIRROR,
    tls: {
      caPem: authority.certPem,
      clientCertPem: client.certPem,
      clientKeyPem: client.keyPem,
      issueServer: (names) =>
        issueServer(authority, { commonName: names[0]!, names, now: new Date(), days: engineCertificateDays }),
    },
  });
  return {
    db,
    provider,
    orchestrator: createSwarm(),
    plans: settings.PUPPIS_PLANS,
    log,
    now: () => new Date(),
    times: { ...workerTimes, autoscale: settings.PUPPIS_AUTOSCALE_TIMES, ...times },
    holder: `${hostname()}-${process.pid}-${newId().slice(0, 4)}`,
  };
}

/** The worker role: runs until SIGTERM or SIGINT, then ends its passes at the next safe point. `times`: other than usual. */
export async function runWorker(times: Partial<WorkerTimes> = {}, log = openLog('worker')): Promise<void> {
  const tools = await openTools(times, log);
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  tools.log.info({ holder: tools.holder }, 'worker started');
  const alarm = openAlarm(env().DATABASE_URL);
  await Promise.all([runLoop(tools, stop.signal, alarm), runBackground(tools, stop.signal)]);
  alarm.close();
  await tools.db.$disconnect();
  tools.log.info('worker stopped');
}
