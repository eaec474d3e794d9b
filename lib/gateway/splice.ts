import type { Duplex } from 'node:stream';

/**
 * Carries bytes both ways until both sides are done. When one side says that it has no more to send (close_notify), the
 * other is told so and may go on sending: that is how `docker run -i` ends its input and still gets the output. When one
 * side breaks off, the other is broken off as well. Both must have been opened with allowHalfOpen.
 */
export function splice(one: Duplex, other: Duplex): void {
  carry(one, other);
  carry(other, one);
}

function carry(from: Duplex, to: Duplex): void {
  from.pipe(to);
  from.on('error', () => to.destroy());
  from.once('close', () => {
    const done = from.readableEnded && from.writableFinished;
    if (!done) to.destroy();
  });
  if (from.destroyed) to.destroy();
}
