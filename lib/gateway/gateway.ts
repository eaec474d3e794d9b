import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log';
import type { Secret } from '../pki/secret';
import { silentAlarm, type Alarm } from '../repositories/alarm';
import type { Database } from '../repositories/client';
import { closeForgotten, writeAudits } from '../repositories/audit';
import { listEndpoints } from '../repositories/gateway';
import type { Served } from '../repositories/served';
import { GatewayAudit } from './audit';
import { AuditRefusals } from './audit-refusals';
import { AuditQueue } from './audit-queue';
import { admit } from './connection';
import { Endpoints } from './endpoints';
import type { EngineTls } from './dial';
import { createEngines } from './engines';
import { Crowd } from './crowd';
import { Handshakes } from './handshakes';
import type { GatewayLimits } from './limits';
import { Live } from './live';

/** Less than the supervisor waits (scripts/supervisor.mjs), whatever the database is busy with. */
const mostStopMs = 8_000;

export interface GatewayOptions {
  readonly db: Database;
  /** The same, over a connection that waits for nobody: while it waits, no byte is carried. */
  readonly auditDb: Database;
  readonly served: Served;
  readonly secret: () => Secret;
  /** The address to listen on, and the name that people know this machine by. */
  readonly bind: string;
  readonly publicHost: string;
  readonly engineTls: EngineTls;
  readonly enginePort?: number;
  /** How long one try to reach an engine may take. */
  readonly engineTimeoutMs?: number;
  /** Whether a connection is kept ready to each engine that was just used; it is by default. */
  readonly spare?: boolean;
  readonly log: Log;
  readonly limits: GatewayLimits;
  readonly now?: () => Date;
  /** Between two looks at the rows: the longest that a new cluster waits for its port, or a revocation for its cut. */
  readonly pollMs?: number;
  /** Says when to look earlier. */
  readonly alarm?: Alarm;
}

export interface Gateway {
  /**
   * Takes no new connections, gives those that are open `graceMs` to end by themselves, ends the rest, and writes what the audit
   * has of them.
   */
  stop(graceMs?: number): Promise<void>;
}

/** Opens the clusters' ports and keeps them, and the connections through them, in step with the rows until stopped. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { db, served, secret, bind, publicHost, log, limits } = options;
  const { now = () => new Date(), pollMs = 1_000, alarm = silentAlarm } = options;
  const { engineTls: tls, enginePort: port, engineTimeoutMs: timeoutMs, spare } = options;
  const engines = createEngines({ tls, port, timeoutMs, spare });
  const live = new Live();
  const handshakes = new Handshakes(limits.handshakes);
  await closeForgotten(db);
  const queue = new AuditQueue({ write: (entries) => writeAudits(options.auditDb, entries), now, log });
  const audit = new GatewayAudit(queue, now, limits.calls);
  const refusals = new AuditRefusals(queue, now);
  const door = { db, served, engines, live, audit, refusals, now, log, limits, handshakes, crowd: new Crowd(limits) };
  const endpoints = new Endpoints({
    ...{ db, secret, bind, log, handshakes, handshakeMs: limits.handshakeMs },
    names: [...new Set([publicHost, 'localhost', '127.0.0.1'])],
    onClient: (clusterId, client) => void admit(door, clusterId, client),
    onClosed(clusterId) {
      live.cutCluster(clusterId, 'endpoint closed');
      engines.forget(clusterId);
    },
  });
  const pass = async () => {
    await endpoints.converge(await listEndpoints(db), now());
    await live.recheck(db, now());
    await live.touch(db, now());
  };
  const poll = startPolling(pass, (stop) => alarm.rest(pollMs, stop), log);
  await poll.first;
  return {
    async stop(graceMs = 2_000) {
      const end = Date.now() + mostStopMs;
      await poll.stop();
      endpoints.stopAccepting();

      for (let left = graceMs; left > 0 && live.size > 0; left -= 50) await delay(50);
      audit.endAll('the gateway stopped');
      await endpoints.closeAll();
      const unwritten = await queue.close(Math.max(1_000, end - Date.now()));
      if (unwritten > 0) log.error({ unwritten }, 'entries of the audit are lost');
    },
  };
}

/** Runs `pass` again and again, with a rest between. A failure is logged when it begins and when it changes. */
function startPolling(pass: () => Promise<void>, rest: (stop: AbortSignal) => Promise<void>, log: Log) {
  const stopping = new AbortController();
  let trouble = '';
  const attempt = async () => {
    try {
      await pass();
      trouble = '';
    } catch (error) {
      if (String(error) !== trouble) log.error({ err: error }, 'the rows could not be read');
      trouble = String(error);
    }
  };
  const first = attempt();
  const run = async () => {
    await first;
    while (!stopping.signal.aborted) {
      await rest(stopping.signal);
      if (!stopping.signal.aborted) await attempt();
    }
  };
  const running = run();
  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { first, stop };
}
