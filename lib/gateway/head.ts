const lineFeed = 10;
const carriageReturn = 13;

/**
 * Finds the end of an HTTP/1 head (RFC 9112, 2.1) in bytes that come in pieces, without keeping any: the first empty line
 * after one that is not. As Go does, it takes a line feed alone for the end of a line.
 */
export class HeadEnd {
  /** How long the head is so far, in bytes. */
  length = 0;
  private begun = false;
  /** The line under way: nothing, a carriage return alone, or more. */
  private line: 'empty' | 'return' | 'filled' = 'empty';

  /** @returns where in `chunk` the body begins, or -1 when the head goes on */
  push(chunk: Buffer): number {
    for (let from = 0; ;) {
      const end = chunk.indexOf(lineFeed, from);
      this.read(chunk, from, end < 0 ? chunk.length : end);
      if (end < 0) break;
      const empty = this.line !== 'filled';
      this.line = 'empty';
      from = end + 1;
      if (empty && this.begun) {
        this.length += from;
        return from;
      }
      this.begun ||= !empty;
    }
    this.length += chunk.length;
    return -1;
  }

  private read(chunk: Buffer, from: number, to: number): void {
    if (from === to) return;
    const onlyReturn = this.line === 'empty' && to - from === 1 && chunk[from] === carriageReturn;
    this.line = onlyReturn ? 'return' : 'filled';
  }
}
