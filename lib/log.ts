import pino, { type DestinationStream } from 'pino';
import { censored } from './censor';
import { env } from './env';

/** The structured log of one role (`web`, `worker`, `gateway`), JSON lines on standard output; secrets are censored. */
export function openLog(role: string, out: DestinationStream = pino.destination(1)) {
  return pino({ level: env().PUPPIS_LOG_LEVEL, base: { role }, hooks: { streamWrite: censored } }, out);
}
export type Log = ReturnType<typeof openLog>;
