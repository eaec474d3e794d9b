import { expect, test } from 'vitest';
import { env, parseEnv } from '../env';
import { insertAudit } from '../repositories/audit';
import { testDatabase } from '../testing/database';
import { forgetOld } from './sampler';

const day = 24 * 60 * 60 * 1000;

test('the audit is kept for ninety days, or as many as are set', async () => {
  expect(env().PUPPIS_AUDIT_DAYS).toBe(90);
  expect(parseEnv({ PUPPIS_AUDIT_DAYS: '7' }).PUPPIS_AUDIT_DAYS).toBe(7);
  await using base = await testDatabase();
  const now = new Date('2026-11-25T12:00:00Z');
  const tools = { db: base.db, now: () => now };
  for (const days of [6, 8, 89, 91])
    await insertAudit(base.db, {
      ...{ at: new Date(now.getTime() - days * day), subject: String(days) },
      ...{ actorKind: 'system', actorName: 'test', action: 'cluster.retry' },
    });
  const left = async () =>
    (await base.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ subject }) => subject);
  await forgetOld(tools);
  expect(await left()).toEqual(['6', '8', '89']);
  await forgetOld(tools, 7);
  expect(await left()).toEqual(['6']);
});
