import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { settingRows } from '../../domain/setting-rows';
import { parseEnv, settingNames } from '../../env';
import { testContext } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { listEnvironment } from './list-environment';

test('the table has every setting that there is, in the README’s order and words', async () => {
  expect(settingRows.flatMap(({ names }) => names).sort()).toEqual([...settingNames].sort());
  const readme = await readFile('README.md', 'utf8');
  const rows = [...readme.matchAll(/^\| (`[A-Z].*?) +\| .*? +\| (.*?) +\|$/gm)].map(([, names, what]) => ({
    names: [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    what: what!.replaceAll(/ \(\[.*?\)\)|`/g, '').replaceAll("'", '’'),
  }));
  expect(settingRows.map(({ names, what }) => ({ names, what }))).toEqual(rows);
});

test('what is set is told from what is not, and no secret is told', async () => {
  await using base = await testDatabase();
  const admin = testContext(base.db, { kind: 'user', userId: 'root', role: 'admin' });
  const settings = parseEnv({
    PORT: '8080',
    PUPPIS_PLANS: 'tiny=1:0.5',
    PUPPIS_GATEWAY_PORTS: '23760-24759',
    PUPPIS_SECRET: 'a secret of at least thirty-two signs',
    PUPPIS_ADMIN_EMAIL: 'root@example.com',
    PUPPIS_ADMIN_PASSWORD: 'correct horse battery',
    GITHUB_ID: 'abc',
    GITHUB_SECRET: 'shh github',
    DATABASE_URL: 'postgresql://puppis:shh-database@db.example.com/puppis',
  });
  const rows = listEnvironment(admin, settings);
  const told = Object.fromEntries(rows.map(({ name, value, given }) => [name, { value, given }]));
  expect(told).toMatchObject({
    PORT: { value: '8080', given: true },
    PUPPIS_PUBLIC_URL: { value: 'http://localhost:8080', given: false },
    PUPPIS_BIND: { value: '127.0.0.1', given: false },
    PUPPIS_PLANS: { value: 'tiny=1:0.5', given: true },
    PUPPIS_GATEWAY_PORTS: { value: '23760-24759', given: false },
    PUPPIS_SIGNUP: { value: 'closed', given: false },
    PUPPIS_SECRET: { value: null, given: true },
    PUPPIS_ADMIN_PASSWORD: { value: null, given: true },
    OIDC_SECRET: { value: null, given: false },
    DATABASE_URL: { value: 'postgresql://puppis:…@db.example.com/puppis', given: true },
  });
  expect(JSON.stringify(rows)).not.toMatch(/shh|thirty-two|horse/);
});

test('only administrators are told', async () => {
  await using base = await testDatabase();
  const member = testContext(base.db, { kind: 'user', userId: 'ada', role: 'member' });
  for (const ctx of [member, testContext(base.db)])
    expect(() => listEnvironment(ctx)).toThrow('Only an administrator can do this.');
});
