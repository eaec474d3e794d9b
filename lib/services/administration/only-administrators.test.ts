import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import type { Context } from '../context';

const { db, remove } = await testDatabase();
afterAll(remove);
await testUser(db, { id: 'root', role: 'admin' });
await testUser(db, { id: 'ada' });

/** What is asked of each verb; none of it changes anything, whoever asks. */
const nobody = { userId: 'nobody', id: 'nobody', email: 'not an e-mail', name: 'x', role: 'member', disabled: true };
const input = { ...nobody, maxClusters: 1, maxSegments: 1, key: 'maxClusters', value: 'not a number' };

const here = path.join(import.meta.dirname, '..');
const verbs = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('context'))
  .filter((file) => /\brequireAdmin\(/.test(readFileSync(path.join(here, file), 'utf8')))
  .sort();

/** They ask for an administrator on behalf of others, and are no verbs. */
const helpers = ['accounts/other-account.ts', 'clusters/change.ts'];

type Verb = (ctx: Context, input: unknown) => unknown;
async function verbOf(file: string): Promise<Verb> {
  const exported = Object.values((await import(path.join(here, file))) as Record<string, unknown>);
  return exported.find((each) => typeof each === 'function') as Verb;
}

/** The code of the refusal, or `in`. */
async function outcome(verb: Verb, ctx: Context): Promise<string> {
  try {
    await verb(ctx, input);
    return 'in';
  } catch (error) {
    const code = (error as { code?: string }).code;
    return code === 'forbidden' ? code : 'in';
  }
}

const everybody = [...verbs.filter((file) => !helpers.includes(file)), 'administration/delete-cluster.ts'];
const viaHelper = ['administration/rebuild-cluster.ts', 'administration/retry-cluster.ts'];

test('every file of the administration’s room is among them', () => {
  const room = readdirSync(import.meta.dirname).filter((file) => !file.endsWith('.test.ts'));
  for (const file of room) expect([...everybody, ...viaHelper]).toContain(`administration/${file}`);
});

test.each([...everybody, ...viaHelper])(
  '%s is for administrators and Puppis itself, and for nobody else',
  async (file) => {
    const verb = await verbOf(file);
    expect(await outcome(verb, testContext(db, { kind: 'user', userId: 'root', role: 'admin' }))).toBe('in');
    expect(await outcome(verb, testContext(db, { kind: 'system', job: 'test' }))).toBe('in');
    expect(await outcome(verb, testContext(db, { kind: 'user', userId: 'ada', role: 'member' }))).toBe('forbidden');
    expect(await outcome(verb, testContext(db))).toBe('forbidden');
  },
);
