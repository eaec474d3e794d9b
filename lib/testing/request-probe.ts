import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Timeline } from './timeline';

/** Between two requests, however long the first takes. */
const everyMs = 50;
/** An answer that takes longer is none. */
const answerMs = 2_000;

export interface Tally {
  requests: number;
  /** Requests that at least one address did not answer. */
  retried: number;
  /** Requests that no address answered. */
  failed: number;
}

/** Whether an HTTP server answers there with 200. */
export const answers = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const request = get({ host, port, path: '/hostname', timeout: answerMs, agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200)).once('error', () => resolve(false));
    });
    request.once('timeout', () => request.destroy()).once('error', () => resolve(false));
  });

/**
 * Asks all addresses at the same time, twenty times a second until `stop`: what none of them answers, no load balancer before them
 * could have answered. `timeline` tells which of them answer, and when none does.
 */
export async function probeRequests(
  { name, addresses, port }: { name: string; addresses: readonly string[]; port: number },
  timeline: Timeline,
  stop: AbortSignal,
): Promise<Tally> {
  const tally = { requests: 0, retried: 0, failed: 0 };
  const ask = async () => {
    const answered = await Promise.all(addresses.map((address) => answers(address, port)));
    tally.requests++;
    if (answered.includes(false)) tally.retried++;
    if (!answered.includes(true)) tally.failed++;
    const who = answered.flatMap((yes, index) => (yes ? `n${index + 1}` : []));
    timeline.note(name, who.length > 0 ? `answered by ${who.join(', ')}` : 'ANSWERED BY NONE');
  };
  const asked: Promise<void>[] = [];
  while (!stop.aborted) {
    asked.push(ask());
    await delay(everyMs);
  }
  await Promise.all(asked);
  return tally;
}
