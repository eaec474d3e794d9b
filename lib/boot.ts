import { DomainError } from './domain/errors';
import { env } from './env';
import type { Log } from './log';
import { checkSecret } from './services/installation/check-secret';

/** The first thing that a role does: with another secret than the stored keys' it ends, having said so, with exit code 1. */
export async function refuseWrongSecret(log: Log): Promise<void> {
  try {
    await checkSecret(env());
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    log.fatal(error.message);
    process.exit(1);
  }
}
