import { Line } from './line';

/** What is found in the bytes that a client sends to an engine. */
export type Seen =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly target: string;
      /** After a call that may have turned the connection into a stream: it may as well be something typed into that. */
      readonly uncertain: boolean;
    }
  /** The last that is seen: calls after it, if there are any, stay unknown. */
  | { readonly kind: 'unreadable'; readonly why: string };

type Place = 'line' | 'header' | 'chunk-size' | 'chunk-end' | 'trailer' | 'nowhere';

/** More than Go's server takes (1 MiB, and what its buffers hold): what is longer never reaches the engine's API. */
const longestHead = 1024 * 1024 + 16 * 1024;
const requestLine = /^([!#$%&'*+.^_`|~\w-]+) ([^ ]+) HTTP\/1\.(\d)$/;
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;
const opening = /^(\/v[\d.]+)?\/(containers\/[^/]+\/attach(\/ws)?|exec\/[^/]+\/start|session|grpc)$/;
const nothing: readonly Seen[] = [];

/** A request's path as the engine's router sees it. */
export function pathOf(target: string): string {
  const [path = ''] = target.replace(/^\w+:\/\/[^/]*/, '').split('?');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Finds the requests (HTTP/1, RFC 9112) in a stream of bytes beside which it stands: it keeps nothing but the head it is in, and
 * bodies are counted off, not looked at. It reads lines as Go does, which is what engines are written in, and guesses nothing: of
 * what two readers could take for two things it says that it cannot be read. Never throws.
 */
export class RequestReader {
  private place: Place = 'line';
  private readonly line = new Line();
  /** Bytes of a body that are still to come. */
  private body = 0;
  private headLength = 0;
  private method = '';
  private target = '';
  private length: number | undefined;
  private chunked = false;
  /** HTTP/1.0, which has no chunks. */
  private old = false;
  private upgrade = false;
  private trouble = '';
  private maybeStream = false;
  private seen: Seen[] = [];

  /** @returns what was found since the last piece */
  feed(piece: Buffer): readonly Seen[] {
    for (let at = 0; at < piece.length && this.place !== 'nowhere';) {
      const skipped = Math.min(this.body, piece.length - at);
      this.body -= skipped;
      at += skipped;
      if (at < piece.length) at = this.readLine(piece, at);
    }
    if (this.seen.length === 0) return nothing;
    return this.seen.splice(0);
  }

  /** @returns where the next line begins */
  private readLine(piece: Buffer, at: number): number {
    const found = piece.indexOf(10, at);
    const end = found < 0 ? piece.length : found + 1;
    this.headLength += end - at;
    if (this.headLength > longestHead) {
      this.giveUp('a head is longer than a megabyte');
      return piece.length;
    }
    if (found < 0) this.line.add(piece, at, end);
    else this.take(this.line.end(piece, at, found).replace(/\r$/, ''));
    return end;
  }

  private take(line: string): void {
    if (this.place === 'line') this.takeRequestLine(line);
    else if (this.place === 'header') this.takeHeader(line);
    else if (this.place === 'chunk-size') this.takeChunkSize(line);
    else if (this.place === 'chunk-end') this.takeChunkEnd(line);
    else if (line === '') this.startLine();
  }

  private startLine(): void {
    this.place = 'line';
    this.headLength = 0;
  }

  private takeRequestLine(line: string): void {
    // Between requests: empty lines (section 2.2), and any CR there, which Go skips after a POST.
    const text = line.replace(/^\r+/, '');
    if (text === '') return this.startLine();
    const [, method, target, minor] = requestLine.exec(text) ?? [];
    if (!method || !target) return this.giveUp('this is no HTTP/1 request', text);
    Object.assign(this, { place: 'header', method, target, old: minor === '0' });
    Object.assign(this, { length: undefined, chunked: false, upgrade: false });
  }

  private takeHeader(line: string): void {
    if (line === '') return this.takeHead();
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!headerName.test(name)) this.trouble = 'a header has no proper name';
    else if (name === 'content-length') this.takeLength(value);
    else if (name === 'transfer-encoding') this.takeEncoding(value);
    else if (name === 'upgrade') this.upgrade = true;
  }

  private takeLength(value: string): void {
    if (this.length !== undefined || !/^\d{1,15}$/.test(value)) this.trouble = 'a body’s length is not clear';
    this.length = Number(value);
  }

  private takeEncoding(value: string): void {
    if (this.chunked || this.old || value.toLowerCase() !== 'chunked') this.trouble = 'a body’s encoding is not known';
    this.chunked = true;
  }

  private takeHead(): void {
    const { method, target, maybeStream: uncertain, chunked, length } = this;
    this.seen.push({ kind: 'request', method, target, uncertain });
    this.maybeStream ||= this.upgrade || opening.test(pathOf(target));
    if (chunked && length !== undefined) this.trouble = 'a body has two lengths';
    if (this.trouble) return this.stop(this.trouble);
    this.startLine();
    if (chunked) this.place = 'chunk-size';
    else this.body = length ?? 0;
  }

  private takeChunkSize(line: string): void {
    const [, size] = /^([\da-f]{1,12})[ \t]*(;.*)?$/i.exec(line) ?? [];
    if (size === undefined) return this.stop('a chunk’s size is not clear');
    this.headLength = 0;
    this.body = parseInt(size, 16);
    this.place = this.body === 0 ? 'trailer' : 'chunk-end';
  }

  private takeChunkEnd(line: string): void {
    if (line !== '') return this.stop('a chunk is longer than it says');
    this.headLength = 0;
    this.place = 'chunk-size';
  }

  /** Of a stream nobody expects requests, so that there is nothing to tell, unless it speaks of HTTP. */
  private giveUp(why: string, line = ''): void {
    if (!this.maybeStream || this.place !== 'line' || line.includes('HTTP/1')) return this.stop(why);
    this.place = 'nowhere';
    this.line.drop();
  }

  private stop(why: string): void {
    this.place = 'nowhere';
    this.line.drop();
    this.seen.push({ kind: 'unreadable', why });
  }
}
