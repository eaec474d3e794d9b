import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { originOf, plainAddress } from '../domain/addresses';
import type { Log } from '../log';
import type { Database } from '../repositories/client';
import type { Served, ServedRow } from '../repositories/served';
import type { AuditedConnection, GatewayAudit } from './audit';
import type { AuditRefusals } from './audit-refusals';
import { fingerprintOf, judge, presentedCertificate, serialOf } from './authorise';
import type { Crowd } from './crowd';
import type { Engines } from './engines';
import { firstBytes, tooSlow, watchFirstRequest } from './first-request';
import type { Handshakes } from './handshakes';
import type { GatewayLimits } from './limits';
import type { Live, LiveConnection } from './live';
import { meetOutside } from './outside';
import { hangUp, no, refuse, type Refusal } from './refuse';
import { splice, type Link } from './splice';

/** What every connection needs. */
export interface Door {
  readonly db: Database;
  readonly served: Served;
  readonly engines: Engines;
  readonly live: Live;
  readonly audit: GatewayAudit;
  readonly refusals: AuditRefusals;
  readonly now: () => Date;
  readonly log: Log;
  readonly limits: GatewayLimits;
  readonly handshakes: Handshakes;
  readonly crowd: Crowd;
}

const gone = no('credential removed', 'This cluster is gone.');

/** Takes a client from the end of its handshake to its cluster's engine, or turns it away in words. Never throws. */
export async function admit(door: Door, clusterId: string, client: TLSSocket): Promise<void> {
  client.on('error', (error) => door.log.debug({ clusterId, error: error.message }, 'client broke off'));
  const remote = plainAddress(client.remoteAddress ?? '');
  // Gone already. Node (20) may not tell of it, and what is written to such a socket then waits for ever.
  if (remote === '') return void client.destroy();
  const origin = originOf(remote);
  let row: ServedRow | null = null;
  const turnAway = (refusal: Refusal) => {
    if (refusal.status === 403) door.handshakes.failed(origin, performance.now());
    door.log.info({ clusterId, remote, reason: refusal.reason }, 'refused');
    door.refusals.add({ clusterId, address: remote, reason: refusal.reason, row });
    refuse(client, refusal);
  };
  try {
    const certificate = presentedCertificate(client);
    if ('reason' in certificate) return turnAway(certificate);
    if (!(await asksSomething(door, client, origin))) return;
    const known = await credentialOf(door, clusterId, certificate);
    if ('reason' in known) return turnAway(known);
    const fingerprint = fingerprintOf(certificate);
    if (known.fingerprint === fingerprint) row = known;
    const refusal = judge(fingerprint, known, door.now());
    if (refusal) return turnAway(refusal);
    door.handshakes.passed(origin, performance.now());
    await join(door, client, { ...known, remote }, turnAway);
  } catch (error) {
    door.log.error({ clusterId, err: error }, 'a connection could not be judged');
    turnAway({ status: 503, reason: 'defect', message: 'Puppis could not open this connection. Try again.' });
  }
}

/** Waits for the first bytes of a request. Who hangs up before, or is silent for too long, costs no look at rows and no engine. */
async function asksSomething({ handshakes, limits }: Door, client: TLSSocket, origin: string): Promise<boolean> {
  const end = handshakes.begin(origin, () => client.destroy());
  const outcome = await firstBytes(client, limits.headMs);
  end();
  if (outcome === 'here') return true;
  handshakes.failed(origin, performance.now());
  if (outcome === 'silence') hangUp(client, tooSlow(limits.headMs));
  else client.destroy();
  return false;
}

async function credentialOf(door: Door, clusterId: string, certificate: X509Certificate): Promise<ServedRow | Refusal> {
  const find = () => door.served.find(clusterId, serialOf(certificate));
  const known = await find();
  return known ?? (await meetOutside(door, clusterId, certificate)) ?? (await find()) ?? gone;
}

type Admitted = ServedRow & { readonly remote: string };

async function join(door: Door, client: TLSSocket, row: Admitted, turnAway: (refusal: Refusal) => void) {
  const { id: credentialId, clusterId, expiresAt, cluster, remote } = row;
  if (client.destroyed) return; // its 'close' is over, and would free no seat
  const began = performance.now();
  const crowded = door.crowd.join(row, began);
  if (crowded) return turnAway(crowded);
  client.once('close', () => door.crowd.leave(clusterId));
  const engine = await door.engines.connect(clusterId, cluster.segmentRows).catch((error: AggregateError) => {
    door.log.debug({ clusterId, errors: error.errors.map(String) }, 'no engine');
  });
  if (!engine) return turnAway(noEngine(cluster));
  const audited = door.audit.begin(row, remote);
  const connection = {
    ...{ clusterId, credentialId, expiresAt, remote },
    cut(reason: string) {
      door.log.info({ clusterId, credentialId, reason }, 'cut');
      audited.end(reason);
      client.destroy();
      engine.destroy();
    },
  };
  door.live.add(connection);
  client.once('close', () => door.live.delete(connection));
  if (client.destroyed) door.live.delete(connection);
  const tookMs = Math.round(performance.now() - began);
  door.log.debug({ clusterId, credentialId, remote, engine: engine.remoteAddress, tookMs }, 'open');
  const link = carry(door, client, engine, connection, audited);
  audited.watch(client, engine, (ms) => link.hold(ms));
}

/** Carries bytes until both sides are done, the first request turns out to be none, or the credential expires. */
function carry(
  door: Door,
  client: TLSSocket,
  engine: TLSSocket,
  connection: LiveConnection,
  audited: AuditedConnection,
): Link {
  const { clusterId, credentialId, expiresAt, remote } = connection;
  let answered = false;
  engine.once('data', () => (answered = true));
  const fits = watchFirstRequest(client, door.limits, (refusal) => {
    if (answered) return connection.cut(refusal.reason);
    door.log.info({ clusterId, credentialId, remote, reason: refusal.reason }, 'refused');
    audited.end(refusal.reason);
    link.part();
    engine.destroy();
    hangUp(client, refusal);
  });
  const link = splice(client, engine, (chunk) => {
    // The rows are looked at now and then; what comes in between must not pass either.
    if (door.now() < expiresAt) return fits(chunk);
    connection.cut('expired');
    return false;
  });
  return link;
}

function noEngine({ name, phase, segmentRows }: ServedRow['cluster']): Refusal {
  const building = segmentRows.length === 0 || phase === 'new' || phase === 'building';
  const message = building
    ? `${name} is still being built and takes no commands yet. Try again in a few seconds.`
    : `No manager of ${name} answers. Its page in Puppis says what is being done about it.`;
  return { status: 503, reason: building ? 'still building' : 'no engine answers', message };
}
