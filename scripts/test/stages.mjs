import path from 'node:path';
import { build } from '../build.mjs';
import { quietEnv } from '../common/packages.mjs';
import { run } from '../common/run.mjs';

const shells = ['dash', 'fish', 'tcsh', 'zsh'];
const engine = [
  'docker',
  'dockerd',
  'docker-compose',
  'docker-registry',
  'busybox-static',
  'mmdebstrap',
  'ip',
  'python3',
];

/**
 * @typedef {{ root: string, results: string, image?: string }} Setting `results`: the folder for reports and logs; `image`: the
 *   segment image, where a stage has `engine`
 * @typedef {{ name: string, programs: readonly string[], engine?: boolean, report?: string, work: (setting: Setting) => Promise<unknown> }} Stage
 */

const node = (root, file, args, options) =>
  run(process.execPath, [path.join(root, 'node_modules', file), ...args], { cwd: root, ...options });

const vitest = (name, { root, results, image }) =>
  node(
    root,
    'vitest/vitest.mjs',
    ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${results}/${name}.json`],
    {
      echo: true,
      env: { ...quietEnv, PUPPIS_SEGMENT_IMAGE: image },
    },
  );

/** @type {readonly Stage[]} */
export const stages = [
  {
    name: 'lint',
    programs: [],
    async work({ root, results }) {
      const logFile = path.join(results, 'lint.log');
      await node(root, 'eslint/bin/eslint.js', ['.'], { logFile });
      const rooms = ['app', 'components', 'lib', 'scripts', 'e2e', 'proxy.ts', 'instrumentation.ts'];
      await node(
        root,
        'dependency-cruiser/bin/dependency-cruise.mjs',
        ['--config', '.dependency-cruiser.cjs', ...rooms],
        { logFile },
      );
    },
  },
  {
    name: 'types',
    programs: [],
    async work({ root, results }) {
      const logFile = path.join(results, 'types.log');
      await node(root, 'next/dist/bin/next', ['typegen'], { env: quietEnv, logFile });
      await node(root, 'typescript/bin/tsc', ['--noEmit'], { logFile });
    },
  },
  {
    name: 'unit',
    programs: ['docker', 'openssl', 'unzip', ...shells],
    report: 'unit.json',
    work: (setting) => vitest('unit', setting),
  },
  { name: 'build', programs: [], work: ({ root }) => build(root) },
  {
    name: 'engine',
    programs: engine,
    engine: true,
    report: 'engine.json',
    work: (setting) => vitest('engine', setting),
  },
  {
    name: 'browser',
    programs: [...engine, ...shells, 'chromium', 'openssl', 'unzip'],
    engine: true,
    report: 'browser.json',
    work: ({ root, results, image }) =>
      node(root, '@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts'], {
        echo: true,
        env: {
          ...quietEnv,
          PUPPIS_SEGMENT_IMAGE: image,
          PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(results, 'browser.json'),
        },
      }),
  },
];
