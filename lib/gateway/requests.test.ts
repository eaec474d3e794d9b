import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { RequestReader, type Seen } from './requests';

/** What a reader finds in `bytes`, cut at `cuts`. */
function read(bytes: Buffer, cuts: readonly number[] = []): Seen[] {
  const reader = new RequestReader();
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  const pieces = [0, ...ends].map((from, index) => bytes.subarray(from, ends[index] ?? bytes.length));
  return pieces.flatMap((piece) => reader.feed(piece));
}
const seen = (text: string) => read(Buffer.from(text, 'latin1'));
const request = (method: string, target: string, uncertain = false) => ({
  ...{ kind: 'request', method, target, uncertain },
});

const token = fc.string({ unit: fc.constantFrom(...'abcxyz019-_.~%'), minLength: 1, maxLength: 12 });
const target = fc.tuple(token, token).map(([path, query]) => `/v1.47/${path}?name=${query}`);
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE');
/** Bodies like to look like requests, and like ends of chunks. */
const body = fc
  .array(fc.constantFrom('POST /evil HTTP/1.1\r\n\r\n', '\r\n', '0\r\n\r\n', 'x', '\0\xff', 'Content-Length: 9'), {
    maxLength: 6,
  })
  .map((parts) => Buffer.from(parts.join(''), 'latin1'));
const header = fc.tuple(
  token.map((name) => `X-${name.replace(/[%~.]/g, '')}`),
  token,
);

const chunk = (piece: Buffer, extension: string) =>
  Buffer.concat([Buffer.from(`${piece.length.toString(16)}${extension}\r\n`), piece, Buffer.from('\r\n')]);
const written = fc
  .record({
    ...{ method, target, body, headers: fc.array(header, { maxLength: 3 }), chunked: fc.boolean() },
    ...{ extension: fc.constantFrom('', ';a=b'), trailer: fc.constantFrom('', 'X-Sum: 1\r\n') },
  })
  .map(({ chunked, extension, trailer, ...one }) => {
    const lines = [`${one.method} ${one.target} HTTP/1.1`, 'Host: d', ...one.headers.map((pair) => pair.join(': '))];
    const head = (framing: string[]) => Buffer.from([...lines, ...framing, '', ''].join('\r\n'));
    const halves = [one.body.subarray(0, 7), one.body.subarray(7)].filter(({ length }) => length > 0);
    const chunks = [...halves.map((half) => chunk(half, extension)), Buffer.from(`0\r\n${trailer}\r\n`)];
    const bytes = chunked
      ? [head(['Transfer-Encoding: chunked']), ...chunks]
      : [head(one.body.length > 0 ? [`content-length: ${one.body.length}`] : []), one.body];
    return { method: one.method, target: one.target, bytes: Buffer.concat(bytes) };
  });

/** A server of Node's that tells what it was asked for. */
const asked: string[] = [];
const server = createServer((incoming, answer) => {
  asked.push(`${incoming.method} ${incoming.url}`);
  incoming.resume();
  answer.end();
}).listen(0, '127.0.0.1');
await once(server, 'listening');
afterAll(() => void server.close());

async function askedOfNode(bytes: Buffer): Promise<string[]> {
  asked.length = 0;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.end(bytes);
  socket.resume();
  await once(socket, 'close');
  return [...asked];
}

test('however the bytes are cut, it finds the requests that Node’s own server finds', async () => {
  const requests = fc.array(written, { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(requests, fc.array(fc.nat(), { maxLength: 20 }), async (all, cuts) => {
      const bytes = Buffer.concat(all.map((one) => one.bytes));
      const expected = all.map((one) => request(one.method, one.target));
      expect(read(bytes, cuts)).toEqual(expected);
      expect(read(bytes, Array.from(bytes.keys()))).toEqual(expected);
      expect(await askedOfNode(bytes)).toEqual(all.map((one) => `${one.method} ${one.target}`));
    }),
    { numRuns: 200 },
  );
});

test('whatever the bytes are it does not throw, and cut anywhere it finds the same', () => {
  const crumbs = ['POST / HTTP/1.1\r\n', 'A: b\r\n', '\r\n', '\n', 'Content-Length: 3\r\n', '5\r\n', '\0', 'GET'];
  const piece = fc.oneof(
    fc.constantFrom(...crumbs, 'Transfer-Encoding: chunked\r\n').map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 20 }), (pieces, cuts) => {
      const bytes = Buffer.concat(pieces);
      expect(read(bytes, cuts)).toEqual(read(bytes));
    }),
    { numRuns: 1_000 },
  );
});

const post = 'POST /v1.47/containers/create HTTP/1.1\r\nHost: d\r\n';
const create = request('POST', '/v1.47/containers/create');

test('lines that end as Go lets them end, and empty ones before a request', () => {
  const found = [request('GET', '/a'), request('DELETE', '/b')];
  expect(seen('GET /a HTTP/1.1\nHost: d\n\n\r\n\r\nDELETE /b HTTP/1.0\r\n\n')).toEqual(found);
});

test.each([
  ['two lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n', 'a body’s length is not clear'],
  ['a length that is no number', 'Content-Length: +3\r\n', 'a body’s length is not clear'],
  ['a length and chunks', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n', 'a body has two lengths'],
  ['an encoding beside chunks', 'Transfer-Encoding: gzip, chunked\r\n', 'a body’s encoding is not known'],
  ['chunks twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', 'a body’s encoding is not known'],
  ['a space before the colon', 'Content-Length : 3\r\n', 'a header has no proper name'],
  ['a header on two lines', 'X-A: b\r\n Content-Length: 3\r\n', 'a header has no proper name'],
])('%s: the request is told, and once that what follows cannot be read', (_name, header, why) => {
  expect(seen(`${post}${header}\r\nabcGET /next HTTP/1.1\r\n\r\n`)).toEqual([create, { kind: 'unreadable', why }]);
});

test.each([
  ['no HTTP', 'SSH-2.0-OpenSSH\r\n', []],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\n', []],
  ['a chunk without a size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, [create]],
  ['a chunk that goes on', `${post}Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n`, [create]],
  ['a head without an end', `GET /a HTTP/1.1\r\nX: ${'x'.repeat(2 ** 21)}`, []],
])('%s is told once', (_name, text, before) => {
  const found = seen(`${text}GET /next HTTP/1.1\r\n\r\n`);
  expect(found).toEqual([...before, { kind: 'unreadable', why: expect.any(String) }]);
});

const attach = 'POST /v1.47/containers/web/attach?stdin=1 HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n';
const attached = request('POST', '/v1.47/containers/web/attach?stdin=1');

test.each([
  ['typed into', 'ls -la\n'],
  ['in frames', '\x81\x85abcd'],
  ['without a line’s end', 'x'.repeat(2 ** 21)],
  ['by HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
])('a stream %s is no request and no trouble, and ends the reading', (_name, text) => {
  expect(seen(`${attach}${text}\nDELETE /containers/web HTTP/1.1\r\n\r\n`)).toEqual([attached]);
});

test.each([
  ['exec', 'POST /exec/abc/start HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}'],
  ['a build session', 'POST /session HTTP/1.1\r\n\r\n'],
  ['BuildKit’s calls', 'POST /v1.47/grpc HTTP/1.1\r\n\r\n'],
  ['a web socket, spelled oddly', 'GET /v1.47/containers/web/%61ttach/ws HTTP/1.1\r\n\r\n'],
  ['anything upgraded', 'GET /_ping HTTP/1.1\r\nUpgrade: h2c\r\n\r\n'],
])('%s may become a stream', (_name, text) => {
  expect(seen(`${text}\0\0\x12\n`)).toHaveLength(1);
});

test('a call behind an attach that the engine refused does not hide, and is marked', () => {
  const hidden = 'POST /containers/create HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}DELETE /images/x HTTP/1.1\r\n\r\n';
  const calls = [request('POST', '/containers/create', true), request('DELETE', '/images/x', true)];
  expect(seen(attach + hidden)).toEqual([attached, ...calls]);
});

test.each([
  ['behind a CR, which Go skips after a POST', '\rDELETE /images/x HTTP/1.1\r\n\r\n'],
  ['behind empty lines', '\r\n\n\r\r\nDELETE /images/x HTTP/1.1\r\n\r\n'],
  ['behind a header of nearly a megabyte', `DELETE /images/x HTTP/1.1\r\nX: ${'x'.repeat(2 ** 20 - 99)}\r\n\r\n`],
])('a call %s does not hide behind an attach, however it is cut', (_name, text) => {
  const bytes = Buffer.from(attach + text + 'POST /next HTTP/1.1\r\n\r\n', 'latin1');
  const found = [attached, request('DELETE', '/images/x', true), request('POST', '/next', true)];
  expect(read(bytes)).toEqual(found);
  expect(read(bytes, Array.from(bytes.keys()))).toEqual(found);
});

test('what speaks of HTTP on a stream and cannot be read is told', () => {
  expect(seen(`${attach}GET  /a HTTP/1.1\r\n\r\n`)).toEqual([
    attached,
    { kind: 'unreadable', why: 'this is no HTTP/1 request' },
  ]);
});

test('a line that never ends takes little room, however small its pieces are', () => {
  const readers = Array.from({ length: 20 }, () => new RequestReader());
  const feed = (text: string) => readers.forEach((reader) => reader.feed(Buffer.from(text)));
  feed('GET /');
  const before = process.memoryUsage();
  for (let fed = 0; fed < 50_000; fed++) feed('x');
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  expect(grown).toBeLessThan(20 * 1024 * 1024);
  feed(' HTTP/1.1\r\n');
  for (const reader of readers)
    expect(reader.feed(Buffer.from('\r\n'))).toMatchObject([{ kind: 'request', method: 'GET' }]);
});

test('of a body it keeps and looks at nothing', () => {
  const reader = new RequestReader();
  reader.feed(Buffer.from(`PUT /x HTTP/1.1\r\nContent-Length: ${2 ** 40}\r\n\r\n`));
  const piece = Buffer.alloc(64 * 1024, '\n');
  piece.indexOf = () => expect.unreachable();
  piece.toString = () => expect.unreachable();
  for (let fed = 0; fed < 1000; fed++) expect(reader.feed(piece)).toEqual([]);
});
