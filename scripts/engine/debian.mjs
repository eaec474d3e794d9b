/** What this machine is, and how Debian's packages get onto it. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../common/run.mjs';

/** Where a program is; undefined when it is not on the PATH nor where Debian keeps those for root. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}

/** @returns {Promise<{ id: string, like: string[], name: string, codename?: string }>} from /etc/os-release */
export async function system() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const value = (key) => new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1];
  return {
    id: value('ID') ?? process.platform,
    like: (value('ID_LIKE') ?? '').split(' '),
    name: value('PRETTY_NAME') ?? process.platform,
    codename: value('VERSION_CODENAME'),
  };
}

export const isRoot = () => process.getuid?.() === 0;

/** Whether packages can be installed here: Debian or one of its kin, as root. */
export async function canInstall() {
  const { id, like } = await system();
  return isRoot() && (id === 'debian' || like.includes('debian')) && findProgram('apt-get') !== undefined;
}

const apt = (args, onLine) =>
  run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    onLine,
  });

/** `apt-get install`, with fresh lists. */
export async function installDebian(packages, onLine) {
  await apt(['update'], onLine);
  await apt(['install', '-y', '--no-install-recommends', ...packages], onLine);
}

/** Whether the archive has a package (docker-cli is one of its own from trixie on). */
export async function isPackage(name) {
  return run('apt-cache', ['show', '--no-all-versions', name]).then(
    (text) => text.includes('Package:'),
    () => false,
  );
}

/** Every source of packages: one-line style and deb822 (sources.list(5)). */
async function sources() {
  const files = ['/etc/apt/sources.list', ...(await listed('/etc/apt/sources.list.d'))];
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(file, 'utf8').catch(() => '') })),
  );
  return texts.flatMap(({ file, text }) => (file.endsWith('.sources') ? stanzas(text) : lines(text)));
}

const listed = async (folder) => (await readdir(folder).catch(() => [])).map((name) => path.join(folder, name));

const lines = (text) =>
  [...text.matchAll(/^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/gm)].map(([, uri, suite]) => ({ uri, suite }));

function stanzas(text) {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (key) => new RegExp(`^${key}:\\s*(.*)$`, 'm').exec(stanza)?.[1]?.trim().split(/\s+/) ?? [];
    if (!field('Types').includes('deb') || field('Enabled')[0] === 'no') return [];
    return field('URIs').flatMap((uri) => field('Suites').map((suite) => ({ uri, suite })));
  });
}

/**
 * The mirror this machine takes Debian from, as sources of `suite`; empty when it is the usual one or none is named.
 * @returns {Promise<string[]>} lines of sources.list
 */
export async function mirrorFor(suite) {
  const { codename, id } = await system();
  if (id !== 'debian') return [];
  const found = await sources();
  const uriOf = (wanted) => found.find((source) => source.suite === wanted && /^https?:/.test(source.uri))?.uri;
  const main = uriOf(codename);
  if (!main || /\/\/deb\.debian\.org\//.test(main)) return [];
  const security = uriOf(`${codename}-security`);
  return [
    `deb ${main} ${suite} main`,
    `deb ${main} ${suite}-updates main`,
    ...(security ? [`deb ${security} ${suite}-security main`] : []),
  ];
}

/** apt's proxies, as options for a program that starts with settings of its own. */
export async function proxyOptions() {
  const keys = ['Acquire::http::Proxy', 'Acquire::https::Proxy'];
  const text = await run('apt-config', ['dump', ...keys]).catch(() => '');
  return text.split('\n').filter((line) => keys.some((key) => line.startsWith(`${key} "`) && !line.includes('""')));
}
