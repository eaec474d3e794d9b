import base from '../playwright.config';

/** The measures of `npm run bench`: the real product, one after the other, on a machine that does nothing else. */
const config = {
  ...base,
  testDir: '.',
  outputDir: '../../test-results/bench',
  globalSetup: './setup.ts',
  timeout: 15 * 60_000,
  reporter: 'list',
  projects: [
    { name: 'set-up', testDir: '..', testMatch: '*.setup.ts' },
    { name: 'bench', testMatch: '*.bench.ts', dependencies: ['set-up'] },
  ],
};
export default config;
