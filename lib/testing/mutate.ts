/** A whole number from 0 to below `below`. */
export type Random = (below: number) => number;

/** The same numbers for the same seed (mulberry32). */
export function openRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const head = (...lines: string[]) =>
  `${[...lines, 'Host: docker', 'User-Agent: Docker-Client/28.2.2 (linux)'].join('\r\n')}\r\n\r\n`;

/** What docker commands send, as they send it. */
export const requests: readonly string[] = [
  head('HEAD /_ping HTTP/1.1'),
  head('GET /_ping HTTP/1.1'),
  head('GET /v1.41/containers/json HTTP/1.1'),
  head('GET /v1.41/events?filters=%7B%7D HTTP/1.1'),
  head('GET /v1.41/containers/c0ffee/logs?follow=1&stdout=1 HTTP/1.1'),
  `${head('POST /v1.41/containers/create HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 19')}{"Image":"busybox"}`,
  head('POST /v1.41/containers/c0ffee/attach?stream=1 HTTP/1.1', 'Connection: Upgrade', 'Upgrade: tcp'),
  head('POST /session HTTP/1.1', 'Connection: Upgrade', 'Upgrade: h2c', 'X-Docker-Expose-Session-Uuid: a1b2c3'),
  `${head('POST /v1.41/build?t=x HTTP/1.1', 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`,
  head('DELETE /v1.41/containers/c0ffee?force=1 HTTP/1.1'),
];

const interesting = [
  '\r\n',
  '\n',
  '\r',
  '\0',
  ' ',
  ':',
  '\r\n\r\n',
  '\t',
  '%00',
  '../',
  '\xff',
  'HTTP/1.1',
  'Content-Length: -1\r\n',
];
const smuggled = [
  'Content-Length: 5\r\n',
  'Transfer-Encoding: chunked\r\n',
  'Transfer-Encoding: xchunked\r\n',
  'Host: other\r\n',
];

type Mutation = (text: string, random: Random) => string;
const splice = (text: string, at: number, drop: number, put: string) => text.slice(0, at) + put + text.slice(at + drop);
const mutations: readonly Mutation[] = [
  (text) => text,
  (text, random) => splice(text, random(text.length + 1), 1, String.fromCharCode(random(256))),
  (text, random) => splice(text, random(text.length + 1), random(20), ''),
  (text, random) => splice(text, random(text.length + 1), 0, interesting[random(interesting.length)]!),
  (text, random) => splice(text, text.indexOf('\n') + 1, 0, smuggled[random(smuggled.length)]!),
  (text, random) => text.slice(0, random(text.length + 1)),
  (text, random) => text + requests[random(requests.length)]!,
  (text, random) => splice(text, text.indexOf('\n') + 1, 0, `X-${random(99)}: ${'x'.repeat(2 ** random(18))}\r\n`),
  (text, random) => splice(text, text.indexOf(' '), 1, ' '.repeat(random(5))),
  (text, random) => Array.from({ length: random(300) }, () => String.fromCharCode(random(256))).join('') + text,
];

/** The request with up to three changes. */
export function mutate(request: string, random: Random): Buffer {
  let text = request;
  for (let left = random(4); left > 0; left--) text = mutations[random(mutations.length)]!(text, random);
  return Buffer.from(text, 'latin1');
}
