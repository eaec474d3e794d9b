import { run, Refusal } from '../common/run.mjs';
import { canInstall, findProgram, installDebian, isPackage } from '../engine/debian.mjs';

/** The Debian package that brings a program, where it has another name. */
const packageOf = { dockerd: 'docker.io', ip: 'iproute2' };

/** busybox alone may be the one that needs shared libraries. */
async function hasStaticBusybox() {
  const status = await run('dpkg-query', ['-W', '-f=${Status}', 'busybox-static']).catch(() => '');
  return status.endsWith(' installed');
}

const has = (name) => (name === 'busybox-static' ? hasStaticBusybox() : findProgram(name) !== undefined);

/** From Debian 13 on docker's client is a package of its own; before that it came with the engine. */
async function packageFor(name) {
  if (name === 'docker') return (await isPackage('docker-cli')) ? 'docker-cli' : 'docker.io';
  return packageOf[name] ?? name;
}

/**
 * Installs what is missing of `programs` on Debian.
 * @param {readonly string[]} programs names of programs, or `busybox-static`
 * @param {(line: string) => void} onLine
 * @returns {Promise<string[]>} the packages that were installed
 * @throws Refusal naming what to install where that cannot be done here
 */
export async function ensurePrograms(programs, onLine) {
  const present = await Promise.all(programs.map(has));
  const missing = programs.filter((_, index) => !present[index]);
  if (missing.length === 0) return [];
  if (!(await canInstall()))
    throw new Refusal(
      `These tests need ${missing.join(', ')}. Install them, or test as root on Debian, where it is done for you.`,
    );
  const packages = [...new Set(await Promise.all(missing.map(packageFor)))];
  await installDebian(packages, onLine);
  return packages;
}
