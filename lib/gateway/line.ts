/** So much of a line is kept, in bytes, and so much of its end: all that a reader of heads needs. */
const mostKept = 8 * 1024;
const mostOfEnd = 16;

/** A line that comes in pieces, in little room however long it is and however small they are. */
export class Line {
  private kept: Buffer | undefined;
  private length = 0;
  private last = '';

  /** More of the line: the bytes of `piece` from `from` to `to`. */
  add(piece: Buffer, from: number, to: number): void {
    const room = Math.min(to - from, mostKept - this.length);
    if (room > 0) {
      this.kept ??= Buffer.allocUnsafe(mostKept);
      this.length += piece.copy(this.kept, this.length, from, from + room);
    }
    const beyond = piece.toString('latin1', Math.max(from + room, to - mostOfEnd), to);
    this.last = (this.last + beyond).slice(-mostOfEnd);
  }

  /** The last of it. @returns the line as latin1, of a long one its beginning and its end; then another one begins */
  end(piece: Buffer, from: number, to: number): string {
    if (this.length === 0 && to - from <= mostKept) return piece.toString('latin1', from, to);
    this.add(piece, from, to);
    const text = this.kept!.toString('latin1', 0, this.length) + this.last;
    this.drop();
    return text;
  }

  drop(): void {
    this.length = 0;
    this.last = '';
  }
}
