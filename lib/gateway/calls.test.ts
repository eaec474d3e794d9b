import { expect, test } from 'vitest';
import { changes, shownTarget } from './calls';

test.each([
  ['POST', '/v1.47/containers/create', true],
  ['PUT', '/containers/web/archive?path=/', true],
  ['DELETE', '/images/busybox', true],
  ['GET', '/v1.47/containers/web/attach/ws?stdin=1', true],
  ['GET', '/v1.47/containers/web/attach%2Fws', true],
  ['GET', '/v1.47/containers/json', false],
  ['HEAD', '/containers/web/archive?path=/', false],
  ['GET', '/images/attach/ws/json', false],
])('%s %s changes something: %s', (method, target, expected) => expect(changes(method, target)).toBe(expected));

test('names, sizes and switches are shown', () => {
  const target = '/v1.47/build?t=web%3A1&dockerfile=Dockerfile&rm=1&platform=linux%2Famd64';
  expect(shownTarget(target)).toBe(target);
  expect(shownTarget('http://docker/v1.47/containers/web/kill?signal=HUP')).toBe(
    '/v1.47/containers/web/kill?signal=HUP',
  );
});

test('what may be a secret is only named', () => {
  const secret = 'hunter2';
  const query = [
    `buildargs=%7B%22TOKEN%22%3A%22${secret}%22%7D`,
    `remote=https://${secret}@example.org/x.git`,
    `changes=ENV+PASSWORD=${secret}`,
    `labels={"a":"${secret}"}`,
    `${secret}=1`,
    secret,
    'name=web',
  ].join('&');
  expect(shownTarget(`http://someone:${secret}@docker/build?${query}`)).toBe(
    '/build?buildargs=…&remote=…&changes=…&labels=…&=…&=…&name=web',
  );
});

test('what it is about cannot be pushed out by a long path or a version with many zeros', () => {
  expect(shownTarget(`/v1.${'0'.repeat(600)}47/volumes/ink`)).toBe('/v…/volumes/ink');
  expect(shownTarget(`/${'./'.repeat(600)}volumes/ink`)).toMatch(/^\/\.\/.*….*\/volumes\/ink$/);
});

test('a path is cut to a length that can be read, and holds no signs that steer a terminal', () => {
  expect(shownTarget(`/${'x'.repeat(1000)}?name=${'y'.repeat(1000)}`)).toHaveLength(500 + 1 + 200);
  expect(shownTarget(`/a${'?a&a'.repeat(100_000)}`).length).toBeLessThan(100);
  expect(shownTarget('/containers/\x1b[31m\xe9')).toBe('/containers/?[31m?');
});
