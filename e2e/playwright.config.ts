import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';

const minute = 60_000;

/**
 * The whole product in Debian's Chromium. One worker: the tests share one installation and one Docker engine. The limits end what
 * hangs and nothing else: a slow machine may take minutes for what takes a second here.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results/browser',
  globalSetup: './support/global-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 30 * minute,
  expect: { timeout: 3 * minute },
  reporter: [['list'], ['json', { outputFile: '../test-results/browser.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    launchOptions: {
      executablePath: path.join(import.meta.dirname, 'support/chromium.py'),
      timeout: 3 * minute,
      args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
    actionTimeout: 3 * minute,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'set-up', testMatch: '*.setup.ts' },
    { name: 'product', testMatch: '*.spec.ts', dependencies: ['set-up'] },
  ],
});
