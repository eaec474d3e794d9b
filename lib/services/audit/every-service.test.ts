import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allRows } from '../../testing/data-folder';
import { accountChanges } from './account-changes.fixture';
import { clusterChanges } from './cluster-changes.fixture';
import { installationChanges } from './installation-changes.fixture';
import { reads } from './reads.fixture';
import { openWorld, type World } from './world.fixture';

const changes = { ...accountChanges, ...clusterChanges, ...installationChanges };

/** Pieces of the services above, which nobody else calls. */
const parts = [
  ...['accounts/keep-administrator', 'accounts/other-account', 'accounts/throttle', 'audit/record', 'audit/scope'],
  ...['clusters/allowed', 'clusters/authority', 'clusters/change', 'clusters/dto', 'clusters/room', 'context'],
  ...['credentials/dto', 'credentials/link', 'installation/settle', 'invitations/link', 'members/member'],
];

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.base.remove());
const entries = () => world.db.auditEntry.findMany({ orderBy: { id: 'asc' } });

describe('what changes something writes one entry', () => {
  test.each(Object.entries(changes))('%s', async (_name, { action, before, call }) => {
    await before?.(world);
    const known = (await entries()).length;
    await call(world);
    expect((await entries()).slice(known).map((entry) => entry.action)).toEqual([action]);
  });
});

test.each(Object.entries(reads))('%s changes nothing at all', async (_name, call) => {
  const before = await allRows(world.base.url);
  await call(world);
  expect(await allRows(world.base.url)).toEqual(before);
});

/** The modules below `folder` without tests, as paths without their ending. */
const modules = (folder: string, ending = /(?<!\.(test|fixture|engine))\.tsx?$/) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));

test('every service is in one of the tables: a new one has to be put there', () => {
  const found = modules('lib/services').map((name) => name.replace(/\.ts$/, ''));
  expect([...Object.keys(changes), ...Object.keys(reads), ...parts].sort()).toEqual(found.sort());
});

test('what is only a part is used by services only', () => {
  const callers = ['app', 'lib', 'scripts'].flatMap((room) => modules(room).map((name) => path.join(room, name)));
  const outside = callers.filter((name) => !/^lib\/(services|testing)\//.test(name));
  const used = outside.flatMap((name) =>
    Array.from(readFileSync(name, 'utf8').matchAll(/from '[^']*\/services\/([^']+)'/g), ([, service]) => service!),
  );
  expect(used.length).toBeGreaterThan(20);
  expect(parts.filter((part) => part !== 'context' && used.includes(part))).toEqual([]);
});
