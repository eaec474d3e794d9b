import { once } from 'node:events';
import { expect, test } from 'vitest';
import { env } from '../env';
import { loadSecret } from '../pki/secret';
import { engineAuthority } from '../services/installation/engine-authority';
import { testDatabase } from '../testing/database';
import { addCluster, addCredential, listenAsEngine, untilOpen } from '../testing/gateway';
import { startGatewayProcess } from '../testing/gateway-process';
import { dockerClient, httpEngine } from '../testing/http-engine';

test('a gateway that is ended right after a thousand calls has written every one', async () => {
  await using base = await testDatabase();
  const secret = loadSecret(env());
  const address = '127.83.19.71'; // of this test alone: the port is the one that engines have
  const engine = await listenAsEngine(await engineAuthority(base.db, secret), address, 2376, httpEngine());
  const gateway = startGatewayProcess({ DATABASE_URL: base.url, PUPPIS_DATA_DIR: base.folder });
  try {
    const cluster = await addCluster(base.db, secret, [address]);
    const { tls } = await addCredential(base.db, cluster);
    await untilOpen(base.db, cluster);
    const docker = dockerClient(cluster, tls, 8);
    const paths = Array.from({ length: 1_000 }, (_, index) => `/containers/create?name=${index}`);
    await Promise.all(paths.map((path) => docker.call('POST', path, '{}')));
    gateway.kill('SIGTERM');
    const [code] = (await once(gateway, 'exit')) as [number];
    docker.close();
    expect(code).toBe(0);
    const calls = await base.db.auditEntry.findMany({ where: { action: 'docker.call' } });
    expect(calls.map(({ subject }) => subject).sort()).toEqual(paths.map((path) => `POST ${path}`).sort());
    const connections = await base.db.auditEntry.findMany({ where: { action: 'gateway.connection' } });
    const details = connections.map(({ detail }) => JSON.parse(detail) as { ended: string; sent: number });
    expect(details).toHaveLength(8);
    for (const { ended, sent } of details) expect([ended, sent]).toEqual([expect.any(String), expect.any(Number)]);
    expect(await base.db.auditEntry.count({ where: { action: 'audit.lost' } })).toBe(0);
  } finally {
    gateway.kill('SIGKILL');
    await engine.close();
  }
});
