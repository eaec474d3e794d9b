import pino from 'pino';
import { env } from './env';

const secrets = [
  'password',
  'token',
  'secret',
  'keyPem',
  'sealedKey',
  'passwordHash',
  'privateKey',
  'authorization',
  'cookie',
];

/** The structured log of one role (`web`, `worker`, `gateway`), JSON lines on standard output; secrets are censored. */
export function openLog(role: string) {
  return pino({
    level: env().PUPPIS_LOG_LEVEL,
    base: { role },
    redact: { paths: secrets.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
  });
}
export type Log = ReturnType<typeof openLog>;
