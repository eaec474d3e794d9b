import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeadEnd } from './head';

/** Feeds `text`, cut at the given places. @returns the head as far as it was found, or undefined */
function headOf(text: string, cuts: readonly number[] = []): string | undefined {
  const bytes = Buffer.from(text, 'latin1');
  const places = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
  const head = new HeadEnd();
  for (let index = 1; index < places.length; index++) {
    const chunk = bytes.subarray(places[index - 1], places[index]);
    const before = head.length;
    const body = head.push(chunk);
    expect(head.length).toBe(before + (body < 0 ? chunk.length : body));
    if (body >= 0) return text.slice(0, head.length);
  }
  return undefined;
}

const get = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';

test.each([
  [get, get],
  [`${get}body\r\n\r\n`, get],
  ['GET / HTTP/1.1\nHost: a\n\nbody', 'GET / HTTP/1.1\nHost: a\n\n'],
  ['\r\n\r\nGET / HTTP/1.1\r\n\r\n', '\r\n\r\nGET / HTTP/1.1\r\n\r\n'],
  ['GET / HTTP/1.1\r\nHost: a\r\n', undefined],
  ['GET / HTTP/1.1\r\n \r\n', undefined],
  ['GET / HTTP/1.1\r\n\r\r\n', undefined],
  ['\r\n\r\n\r\n', undefined],
  ['', undefined],
])('the head of %j is %j', (text, head) => expect(headOf(text)).toBe(head));

test('it is found wherever the pieces end', () => {
  const byte = fc.constantFrom('\r', '\n', 'x');
  const text = fc.array(byte, { maxLength: 30 }).map((bytes) => bytes.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(30)), (bytes, cuts) => {
      const places = cuts.filter((place) => place <= bytes.length);
      expect(headOf(bytes, places)).toBe(headOf(bytes));
      expect(headOf(bytes)).toBe(/^(?:\r?\n)*(?!\r?\n)[^\n]+\n(?:(?!\r?\n)[^\n]*\n)*?\r?\n/.exec(bytes)?.[0]);
    }),
    { numRuns: 2_000 },
  );
});
