import { setTimeout as sleep } from 'node:timers/promises';
import { ProviderError } from '../providers/types';

/** Something did not come to be in time; other errors say that it could not be looked at. */
export class OutOfTime extends ProviderError {
  constructor(why: string) {
    super(why, { terminal: false });
  }
}

/** Calls `done` until it answers true. @throws OutOfTime with `why` after `limitMs`; AbortError when aborted */
export async function until(
  done: () => Promise<boolean>,
  limitMs: number,
  everyMs: number,
  why: string,
  signal: AbortSignal,
): Promise<void> {
  const end = performance.now() + limitMs; // the clock may be set meanwhile
  while (!(await done())) {
    signal.throwIfAborted();
    if (performance.now() > end) throw new OutOfTime(why);
    await sleep(everyMs, undefined, { signal });
  }
}

/** A look that fails (an engine under load, a Swarm between two leaders) has not seen it yet. */
export const seen = (look: () => Promise<boolean>) => () => look().catch(() => false);
