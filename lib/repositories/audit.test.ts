import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { closeForgotten, listAudits, removeAudits, writeAudits, type AuditPlace, type NewAudit } from './audit';

let base: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => {
  base = await testDatabase();
});
afterEach(() => base.remove());

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, second));
const entry = (key: string, second: number, more: Partial<NewAudit> = {}): NewAudit => ({
  ...{ key, subject: key, at: at(second), actorKind: 'system', actorName: 'test', action: 'docker.call', ...more },
});

test('pages go by time and then by number, and none is told twice or missed', async () => {
  const seconds = [5, 1, 3, 3, 3, 9, 2];
  await writeAudits(
    base.db,
    seconds.map((second, one) => entry(`${one}`, second)),
  );
  const found: string[] = [];
  for (let before: AuditPlace | undefined; ;) {
    const rows = await listAudits(base.db, {}, before, 2);
    found.push(...rows.map(({ subject }) => subject));
    if (rows.length < 2) break;
    before = rows.at(-1);
  }
  expect(found).toEqual(['5', '0', '4', '3', '2', '6', '1']);
});

test('thousands that are old go, and none that is not', async () => {
  const keys = Array.from({ length: 11_000 }, (_, one) => `${one}`);
  for (let from = 0; from < keys.length; from += 1_000)
    await writeAudits(
      base.db,
      keys.slice(from, from + 1_000).map((key) => entry(key, 1)),
    );
  await writeAudits(base.db, [entry('new', 2)]);
  await removeAudits(base.db, at(2));
  expect((await base.db.auditEntry.findMany()).map(({ subject }) => subject)).toEqual(['new']);
});

test('connections whose end was never written are told apart from those that are open', async () => {
  const connection = (key: string, detail: NewAudit['detail']) =>
    entry(key, 1, { action: 'gateway.connection', detail: { credential: 'c', ...detail } });
  await writeAudits(base.db, [
    connection('forgotten', {}),
    connection('ended', { ended: at(2).toISOString(), sent: 1 }),
    connection('cut', { ended: at(2).toISOString(), cut: 'revoked' }),
    entry('call', 1, { detail: { credential: 'c' } }),
  ]);
  await closeForgotten(base.db);
  await closeForgotten(base.db);
  const rows = await base.db.auditEntry.findMany({ orderBy: { id: 'asc' } });
  expect(rows.map(({ detail }) => (JSON.parse(detail) as { cut?: string }).cut)).toEqual([
    ...['the gateway broke off', undefined, 'revoked', undefined],
  ]);
});
