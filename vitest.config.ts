import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but a temporary database; `engine` needs a Docker engine, which `npm test` starts. */
export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    env: {
      PUPPIS_SECRET: 'a secret that only the tests know, 32 signs',
      PUPPIS_DATA_DIR: path.join(tmpdir(), 'puppis-test-data'),
      PUPPIS_LOG_LEVEL: 'silent',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}'],
          // These limits end what hangs, and nothing else: a busy machine takes fifty times as long as an idle one.
          testTimeout: 1_800_000,
          hookTimeout: 1_800_000,
          expect: { poll: { timeout: 120_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          env: { PUPPIS_GATEWAY_PORTS: '22760-22859', PUPPIS_SUBNET_POOL: '10.215.0.0/16' },
          include: ['lib/**/*.engine.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 300_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
