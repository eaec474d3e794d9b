import path from 'node:path';
import { succeed } from '../support/shell';
import { test } from '../support/test';
import { median, quantile, record } from './measure';

const root = path.resolve(import.meta.dirname, '../..');

interface Measured {
  /** In ms. */
  readonly cuts: readonly number[];
  /** A second, of each round. */
  readonly handshakes: { readonly gateway: readonly number[]; readonly bare: readonly number[] };
}

test('the gateway with many connections', async () => {
  const printed = await succeed(`'${process.execPath}' --import tsx scripts/bench/gateway.ts`, {
    cwd: root,
    env: { PUPPIS_SECRET: 'a secret that only the bench knows, 32 signs', PUPPIS_LOG_LEVEL: 'silent' },
    timeoutMs: 300_000,
  });
  const { cuts, handshakes } = JSON.parse(printed) as Measured;
  record({
    name: 'revoke → cut, of 100 connections, p99',
    value: quantile(cuts, 0.99),
    unit: 'ms',
    goal: { atMost: 1_000 },
  });
  record({
    name: 'handshakes at the gateway',
    value: median(handshakes.gateway),
    unit: '/s',
    baseline: median(handshakes.bare),
    goal: { atLeast: 0.8 },
  });
});
