import type { Duplex } from 'node:stream';

/** What waits to be written to one side, in bytes, before the other is made to wait. */
const mostWaiting = 1024 * 1024;

/** Two sides that bytes are carried between. */
export interface Link {
  /** Parts the two: from then on nothing is carried, and what becomes of one is nothing to the other. */
  part(): void;
  /** Reads nothing more of `one` for so many milliseconds. */
  hold(ms: number): void;
}

/**
 * Carries bytes both ways until both sides are done. When one side says that it has no more to send (close_notify), the
 * other is told so and may go on sending: that is how `docker run -i` ends its input and still gets the output. When one
 * side breaks off, the other is broken off as well. Both must have been opened with allowHalfOpen.
 * @param look sees each piece that `one` sends; what it does not want (false) is not carried
 */
export function splice(one: Duplex, other: Duplex, look: (chunk: Buffer) => boolean = () => true): Link {
  const link: State = { parted: false };
  carry(one, other, link, look);
  carry(other, one, link, () => true);
  return {
    part: () => void (link.parted = true),
    hold(ms) {
      one.pause();
      clearTimeout(link.held?.until);
      const release = () => {
        link.held = undefined;
        if (!other.writableNeedDrain) one.resume();
      };
      link.held = { side: one, until: setTimeout(release, ms).unref() };
    },
  };
}

interface State {
  parted: boolean;
  held?: { readonly side: Duplex; readonly until: NodeJS.Timeout };
}

function carry(from: Duplex, to: Duplex, link: State, look: (chunk: Buffer) => boolean): void {
  // Not pipe(): it stops after each 16 KiB, the size of a TLS record, and carries half as much. What waits goes out at once.
  from.on('data', (chunk: Buffer) => {
    if (link.parted || !look(chunk)) return;
    to.write(chunk);
    if (to.writableLength > mostWaiting) from.pause();
  });
  to.on('drain', () => link.held?.side === from || from.resume());
  from.once('end', () => link.parted || to.end());
  from.on('error', () => link.parted || to.destroy());
  from.once('close', () => {
    const done = from.readableEnded && from.writableFinished;
    if (!done && !link.parted) to.destroy();
  });
  if (from.destroyed) to.destroy();
  from.resume();
}
