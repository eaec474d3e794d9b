import path from 'node:path';
import { quietEnv } from '../common/packages.mjs';

export const roleNames = ['web', 'worker', 'gateway'];

const next = 'node_modules/next/dist/bin/next';
const tsx = 'node_modules/tsx/dist/cli.mjs';

/** What a role runs: the built program, or while developing its sources. */
function programOf(name, root, settings, dev) {
  const at = (file) => path.join(root, file);
  if (name === 'web') return [at(next), dev ? 'dev' : 'start', '-H', settings.PUPPIS_BIND, '-p', String(settings.PORT)];
  return dev ? [at(tsx), 'watch', '--clear-screen=false', at(`lib/${name}/main.ts`)] : [at(`dist/${name}.js`)];
}

/**
 * @param {readonly string[]} names
 * @param {{ root: string, settings: import('../../lib/env').Env, image: string | undefined, dev: boolean }} options
 *   `image`: the segment image that was found or made on the host
 * @returns {import('../supervisor.mjs').Role[]}
 */
export function rolesFor(names, { root, settings, image, dev }) {
  const env = {
    // glibc keeps an arena for every thread, eight per processor, and what was free once too: a role at rest gives it back.
    MALLOC_ARENA_MAX: '2',
    MALLOC_TRIM_THRESHOLD_: '131072',
    MALLOC_MMAP_THRESHOLD_: '131072',
    ...process.env,
    ...quietEnv,
    NODE_ENV: dev ? 'development' : 'production',
    NEXTAUTH_URL: settings.PUPPIS_PUBLIC_URL,
    // As read here, so that a role started later in another folder or after an edit of .env agrees with the others.
    PUPPIS_DATA_DIR: settings.PUPPIS_DATA_DIR,
    DATABASE_URL: settings.DATABASE_URL,
    PUPPIS_SEGMENT_IMAGE: image ?? settings.PUPPIS_SEGMENT_IMAGE,
  };
  return names.map((name) => ({ name, args: programOf(name, root, settings, dev), env }));
}
