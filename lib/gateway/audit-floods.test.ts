import { expect, test } from 'vitest';
import { newId } from '../domain/id';
import { env } from '../env';
import { eventually } from '../testing/eventually';
import {
  addCluster,
  addCredential,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
} from '../testing/gateway';
import { httpEngine } from '../testing/http-engine';
import type { KeyedAudit } from './audit-backlog';
import type { AuditQueue } from './audit-queue';
import { AuditRefusals } from './audit-refusals';
import { gatewayLimits } from './limits';

test('of a hundred different refusals in a minute each is told, and the rest in one', async () => {
  const clusterId = newId();
  const told: KeyedAudit[] = [];
  const queue = { put: (entry: KeyedAudit) => void told.push(entry) } as AuditQueue;
  let now = new Date();
  const refusals = new AuditRefusals(queue, () => now);
  const refuse = (address: string) => refusals.add({ clusterId, address, reason: 'handshake', row: null });
  for (let one = 0; one < 150; one++) refuse(`192.0.2.${one}`);
  for (let one = 0; one < 50; one++) refuse(`2001:db8::${one.toString(16)}`);
  const last = new Map(told.map((entry) => [entry.key, entry]));
  expect(last.size).toBe(101);
  expect([...last.values()].at(-1)!.detail).toEqual({ reason: 'many others', times: 100 });
  now = new Date(now.getTime() + 60_000);
  refuse('192.0.2.149');
  expect(told.at(-1)).toMatchObject({ address: '192.0.2.149', detail: { times: 1 } });
});

test('whoever writes calls faster than entries may come has to wait, and each is told', async () => {
  const calls = { burst: 100, perSecond: 1_000 };
  const authority = testEngineAuthority();
  const engine = await listenAsEngine(authority, '127.0.0.1', 0, httpEngine());
  await using slow = await testGateway(authority, {
    enginePort: engine.port,
    limits: { ...gatewayLimits(env()), calls },
  });
  const cluster = await addCluster(slow.db, slow.secret, ['127.0.0.1']);
  await untilOpen(slow.db, cluster);
  const { tls } = await addCredential(slow.db, cluster);
  const client = await dial(cluster, tls);
  client.resume();
  const began = performance.now();
  const lines = Array.from({ length: 1_500 }, (_, one) => `POST /x${one} HTTP/1.1\r\nHost:\r\n\r\n`);
  for (const half of [lines.slice(0, 750), lines.slice(750)]) {
    client.write(half.join(''));
    await eventually('them', async () => (await slow.db.auditEntry.count()) > half.length);
  }
  await eventually('all', async () => (await slow.db.auditEntry.count({ where: { action: 'docker.call' } })) === 1_500);
  expect(performance.now() - began).toBeGreaterThan(600);
  expect(await slow.db.auditEntry.count({ where: { action: 'audit.lost' } })).toBe(0);
  client.destroy();
  await engine.close();
});
