import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but a temporary database; `engine` needs a Docker engine, which `npm test` starts. */
export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['{app,components,lib,scripts}/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['lib/**/*.engine.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
