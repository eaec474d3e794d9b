/** `npm run build`: the database client, the pages (.next) and the programs of the other roles (dist). */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { quietEnv } from './common/packages.mjs';
import { Refusal, run } from './common/run.mjs';

const folders = ['app', 'components', 'lib', 'prisma', 'public', 'scripts'];
const unbuilt = /\.(test|engine)\.tsx?$|^prisma\/sqlite\/client\/|^scripts\/(?!build).*\.mjs$/;
const programs = { worker: 'lib/worker/main.ts', gateway: 'lib/gateway/main.ts', prepare: 'scripts/start/prepare.ts' };

async function sourceFiles(root) {
  const top = await readdir(root, { withFileTypes: true });
  const settings = top.filter(
    (entry) => entry.isFile() && /\.(mjs|ts|json)$/.test(entry.name) && entry.name !== 'next-env.d.ts',
  );
  const inFolders = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    }),
  );
  return [...settings.map((entry) => entry.name), ...inFolders.flat()].filter((name) => !unbuilt.test(name)).sort();
}

/** A hash of every file that the build is made of, by content: a fresh clone or another branch changes dates, too. */
export async function sourceHash(root) {
  const hash = createHash('sha256');
  for (const name of await sourceFiles(root)) {
    hash.update(`${name}\0`);
    hash.update(await readFile(path.join(root, name)));
  }
  return hash.digest('hex');
}

const stampOf = (root) => path.join(root, 'dist/built');

/** Whether the last build was made of the sources as they are now. */
export async function isBuilt(root) {
  const stamp = await readFile(stampOf(root), 'utf8').catch(() => '');
  return stamp === (await sourceHash(root));
}

/** Bundles TypeScript programs into dist/<name>.js, packages left outside: a role starts faster and smaller than with tsx. */
export async function bundle(root, entryPoints) {
  const esbuild = await import('esbuild');
  const done = esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    logLevel: 'silent',
  });
  await done.catch((error) => {
    throw new Refusal(error.message);
  });
  await esbuild.stop();
}

/** Writes the database client that the code imports. */
export const generate = (root, onLine) =>
  run(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: root,
    env: quietEnv,
    onLine,
  });

/**
 * @param {string} root the project's folder
 * @param {(line: string) => void} onLine hears what is going on
 */
export async function build(root, onLine = () => {}) {
  const hash = await sourceHash(root);
  await rm(stampOf(root), { force: true });
  await generate(root, onLine);
  await bundle(root, programs);
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const logFile = path.join(root, 'dist/next-build.log');
  await run(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...quietEnv, NODE_ENV: 'production' },
    logFile,
    onLine,
  });
  await writeFile(stampOf(root), hash);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build(path.resolve(import.meta.dirname, '..'), console.log);
  } catch (error) {
    console.error(error.name === 'Refusal' ? error.message : error);
    process.exitCode = 1;
  }
}
