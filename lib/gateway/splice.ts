import type { Duplex } from 'node:stream';

/** What waits to be written to one side, in bytes, before the other is made to wait. */
const mostWaiting = 1024 * 1024;

/**
 * Carries bytes both ways until both sides are done. When one side says that it has no more to send (close_notify), the
 * other is told so and may go on sending: that is how `docker run -i` ends its input and still gets the output. When one
 * side breaks off, the other is broken off as well. Both must have been opened with allowHalfOpen.
 * @param look sees each piece that `one` sends; what it does not want (false) is not carried
 * @returns parts the two: from then on nothing is carried, and what becomes of one is nothing to the other
 */
export function splice(one: Duplex, other: Duplex, look: (chunk: Buffer) => boolean = () => true): () => void {
  const link = { parted: false };
  carry(one, other, link, look);
  carry(other, one, link, () => true);
  return () => void (link.parted = true);
}

function carry(from: Duplex, to: Duplex, link: { parted: boolean }, look: (chunk: Buffer) => boolean): void {
  // Not pipe(): it stops after each 16 KiB, the size of a TLS record, and carries half as much. What waits goes out at once.
  from.on('data', (chunk: Buffer) => {
    if (link.parted || !look(chunk)) return;
    to.write(chunk);
    if (to.writableLength > mostWaiting) from.pause();
  });
  to.on('drain', () => from.resume());
  from.once('end', () => link.parted || to.end());
  from.on('error', () => link.parted || to.destroy());
  from.once('close', () => {
    const done = from.readableEnded && from.writableFinished;
    if (!done && !link.parted) to.destroy();
  });
  if (from.destroyed) to.destroy();
  from.resume();
}
