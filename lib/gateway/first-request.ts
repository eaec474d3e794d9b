import type { Duplex } from 'node:stream';
import { HeadEnd } from './head';
import type { GatewayLimits } from './limits';
import type { Refusal } from './refuse';

const tooLong = (bytes: number): Refusal => ({
  status: 431,
  reason: 'oversized head',
  message: `The headers of this request are longer than ${bytes / 1024} KiB, which is all that is read here.`,
});
export const tooSlow = (ms: number): Refusal => ({
  status: 408,
  reason: 'slow head',
  message: `No whole request came within ${ms / 1000} seconds.`,
});

/** Waits for the first bytes, which stay in the client's buffer; `end`: it hung up or broke off without any. */
export function firstBytes(client: Duplex, ms: number): Promise<'here' | 'end' | 'silence'> {
  return new Promise((resolve) => {
    const settle = (outcome: 'here' | 'end' | 'silence') => () => {
      clearTimeout(limit);
      client.off('readable', look).off('end', ended).off('close', ended);
      resolve(outcome);
    };
    const ended = settle('end');
    const here = settle('here');
    const look = () => client.readableLength > 0 && here();
    const limit = setTimeout(settle('silence'), ms).unref();
    client.on('readable', look).once('end', ended).once('close', ended);
    if (client.destroyed || client.readableEnded) ended();
  });
}

/**
 * Watches the head of a connection's first request, while it is carried on: one that is endless or does not come is refused.
 * Whatever comes later may take as long as it likes: `docker logs -f`, and connections that clients keep.
 * @returns what is to see each piece that the client sends; whether it may be carried on
 */
export function watchFirstRequest(
  client: Duplex,
  { headBytes, headMs }: Pick<GatewayLimits, 'headBytes' | 'headMs'>,
  turnAway: (refusal: Refusal) => void,
): (chunk: Buffer) => boolean {
  let head: HeadEnd | undefined = new HeadEnd();
  const limit = setTimeout(() => turnAway(tooSlow(headMs)), headMs).unref();
  const done = () => {
    clearTimeout(limit);
    head = undefined;
  };
  client.once('end', done).once('close', done);
  return (chunk) => {
    if (!head) return true;
    const whole = head.push(chunk) >= 0;
    const fits = head.length <= headBytes;
    if (whole || !fits) done();
    if (!fits) turnAway(tooLong(headBytes));
    return fits;
  };
}
