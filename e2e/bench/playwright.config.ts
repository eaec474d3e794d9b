import base from '../playwright.config';

/** The measures of `npm run bench`: the real product, one after the other, on a machine that does nothing else. */
const config = {
  ...base,
  // A person's browser is on another machine: here it must not take the processor from the engines, to draw what moves or to
  // record what happens.
  use: { ...base.use, trace: 'off' as const, contextOptions: { reducedMotion: 'reduce' as const } },
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
