import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { Refusal } from '../common/run.mjs';
import { canInstall, findProgram, installDebian, mirrorFor, proxyOptions, system } from './debian.mjs';
import { defaultDockerHost, imageExists, importImage, pullImage } from './engine-api.mjs';

const official = 'docker:28.5.2-dind';
const suite = 'trixie';
const folder = path.resolve(import.meta.dirname, '../../images/segment');

/**
 * The image that segments are made of: the one that is given, Docker's own, or where no registry answers one made of
 * Debian's packages. Each is fetched or made once.
 * @param {{ log: (line: string) => void, detail?: (line: string) => void, image?: string, dockerHost?: string }} options
 *   `detail`: lines that matter only while the work lasts
 * @returns {Promise<string>} the image's reference
 */
export async function ensureSegmentImage({ log, detail = () => {}, image, dockerHost }) {
  const host = dockerHost ?? process.env.DOCKER_HOST ?? defaultDockerHost;
  if (image) return given(host, image, log, detail);
  const made = await ownName();
  for (const known of [official, made]) if (await imageExists(host, known)) return known;
  try {
    await pull(host, official, 10_000, detail);
    log(`Pulled ${official}.`);
    return official;
  } catch (error) {
    log(`${official} cannot be pulled (${error.message}).`);
  }
  await make(host, made, log, detail);
  return made;
}

async function given(host, image, log, detail) {
  if (await imageExists(host, image)) return image;
  log(`Pulling ${image}.`);
  await pull(host, image, 60_000, detail).catch((error) => {
    throw new Refusal(`The segment image ${image} (PUPPIS_SEGMENT_IMAGE) cannot be pulled: ${error.message}`);
  });
  return image;
}

const pull = (host, image, silenceMs, detail) =>
  pullImage(host, image, {
    silenceMs,
    onMessage: ({ id, status }) => status && detail(id ? `${id} ${status}` : status),
  });

const list = async (name) =>
  (await readFile(path.join(folder, name), 'utf8')).split('\n').filter((line) => line && !line.startsWith('#'));

/** Named by what it is made from: another list of packages is another image. */
async function ownName() {
  const recipe = JSON.stringify([suite, await list('packages'), await list('excludes')]);
  return `puppis/segment:${createHash('sha256').update(recipe).digest('hex').slice(0, 12)}`;
}

async function make(host, name, log, detail) {
  await ensureTools(log, detail);
  log(`Making ${name} of Debian ${suite}'s packages (about a minute).`);
  const { output, ended } = mmdebstrap(await recipeArguments(), detail);
  await Promise.all([importImage(host, name, output), ended]);
}

async function ensureTools(log, detail) {
  if (findProgram('mmdebstrap')) return;
  if (!(await canInstall()))
    throw new Refusal(
      `No registry answers, and on ${(await system()).name} the segment image cannot be made here (that takes Debian, root and\n` +
        `mmdebstrap). Let the engine reach a registry, or name an image that it has with PUPPIS_SEGMENT_IMAGE (any with dockerd).`,
    );
  log('Installing mmdebstrap.');
  await installDebian(['mmdebstrap', 'debian-archive-keyring'], detail);
}

async function recipeArguments() {
  const excludes = (await list('excludes')).map((pattern) => `--dpkgopt=path-exclude=${pattern}`);
  const proxies = (await proxyOptions()).map((option) => `--aptopt=${option}`);
  const include = `--include=${(await list('packages')).join(',')}`;
  return [
    '--variant=minbase',
    '--format=tar',
    include,
    ...excludes,
    ...proxies,
    suite,
    '-',
    ...(await mirrorFor(suite)),
  ];
}

/** Its tar, which ends well only when mmdebstrap does: half an image must not be taken for one. */
function mmdebstrap(args, onLine) {
  const child = spawn('mmdebstrap', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = new PassThrough();
  let tail = [];
  child.stdout.pipe(output, { end: false });
  createInterface({ input: child.stderr }).on('line', (line) => {
    tail = [...tail.slice(-14), line];
    onLine(line);
  });
  const ended = new Promise((resolve, reject) => {
    const fail = (reason) => {
      const error = new Refusal(`The segment image could not be made: mmdebstrap ${reason}.\n${tail.join('\n')}`);
      output.destroy(error);
      reject(error);
    };
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => (code === 0 ? resolve(output.end()) : fail(`ended with ${code}`)));
  });
  return { output, ended };
}
