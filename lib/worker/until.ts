import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '../providers/types';

/** Calls `done` until it answers true. @throws ProviderError with `why` after `limitMs`; AbortError when aborted */
export async function until(
  done: () => Promise<boolean>,
  limitMs: number,
  everyMs: number,
  why: string,
  signal: AbortSignal,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await done())) {
    signal.throwIfAborted();
    if (Date.now() > end) throw new ProviderError(why, { terminal: false });
    await sleep(everyMs, undefined, { signal });
  }
}
