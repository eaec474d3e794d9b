import { refuseWrongSecret } from '../boot';
import { env } from '../env';
import { openLog } from '../log';
import { issueClient } from '../pki/issue';
import { loadSecret, type Secret } from '../pki/secret';
import { newSerial } from '../pki/serial';
import { openAlarm } from '../repositories/alarm';
import { database, openDatabase } from '../repositories/client';
import { openServed } from '../repositories/served';
import { engineAuthority } from '../services/installation/engine-authority';
import type { EngineTls } from './dial';
import { startGateway } from './gateway';
import { gatewayLimits } from './limits';

const tenYears = 10 * 365 * 24 * 60 * 60 * 1000;

/** The gateway's own certificate towards engines. Its key lives in this process alone; the next start makes another. */
async function engineTls(secret: Secret): Promise<EngineTls> {
  const authority = await engineAuthority(database(), secret);
  const now = new Date();
  const notAfter = new Date(now.getTime() + tenYears);
  const { certPem, keyPem } = issueClient(authority, {
    commonName: 'puppis-gateway',
    serial: newSerial(),
    now,
    notAfter,
  });
  return { caPem: authority.certPem, certPem, keyPem };
}

const log = openLog('gateway');
await refuseWrongSecret(log);
const secret = () => loadSecret(env());
const alarm = openAlarm(env().DATABASE_URL);
const auditDb = openDatabase(env().DATABASE_URL, 0);
const served = openServed(env().DATABASE_URL, database());
const gateway = await startGateway({
  ...{ db: database(), auditDb, served, secret, log, alarm, engineTls: await engineTls(secret()) },
  ...{ bind: env().PUPPIS_BIND, publicHost: env().PUPPIS_PUBLIC_HOST, limits: gatewayLimits(env()) },
});
log.info({ bind: env().PUPPIS_BIND }, 'gateway is up');

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  await gateway.stop();
  alarm.close();
  served.close();
  await Promise.all([database().$disconnect(), auditDb.$disconnect()]);
  process.exit(0);
}
process.on('SIGTERM', (signal) => void stop(signal));
process.on('SIGINT', (signal) => void stop(signal));
