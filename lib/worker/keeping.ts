import type { Tools } from './tools';

/** When a claim that is made now runs out. */
export const leaseEnd = ({ now, times }: Tools) => new Date(now().getTime() + times.lease);

/**
 * Renews a lease while `work` runs; a lost lease stops it.
 * @param renew answers whether it is still held; @param of what it is on, for the log
 */
export async function keeping(
  tools: Tools,
  renew: (until: Date) => Promise<boolean>,
  of: object,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const lost = new AbortController();
  let until = leaseEnd(tools);
  const timer = setInterval(() => {
    const next = leaseEnd(tools);
    renew(next)
      .then((kept) => (kept ? (until = next) : lost.abort()))
      .catch((error: unknown) => {
        tools.log.warn({ err: error, ...of }, 'lease not renewed');
        if (tools.now() >= until) lost.abort();
      });
  }, tools.times.lease / 3);
  try {
    await work(AbortSignal.any([stop, lost.signal]));
  } finally {
    clearInterval(timer);
  }
}
