import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

const wrapper = path.join(import.meta.dirname, 'role.mjs');

/** All in milliseconds. `healthy`: a role that ran this long is forgiven its earlier deaths. */
export const defaultLimits = { firstWait: 1000, longestWait: 30_000, healthy: 60_000, stop: 10_000 };

/**
 * @typedef {{ name: string, args: readonly string[], env: Record<string, string | undefined> }} Role `args`: the program's file and
 *   its arguments
 * @typedef {{ kind: 'started', pid: number } | { kind: 'stopped', pid: number, how: string }
 *   | { kind: 'died', how: string, waitMs?: number, deaths: number }} RoleEvent
 */

/** A role leads a group of processes of its own, so that Ctrl-C reaches the supervisor alone. */
function killGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** An eighth of Node's own room for young objects (16 MiB): a role does little at once, and keeps what it ever took. */
const frugal = ['--max-semi-space-size=2'];

function launch(role, onLine) {
  const child = spawn(process.execPath, [...frugal, wrapper, ...role.args], {
    env: role.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of ['stdout', 'stderr'])
    createInterface({ input: child[stream] }).on('line', (line) => onLine(role.name, line, stream));
  child.once('exit', () => killGroup(child)); // whatever it had started itself
  child.on('error', () => {}); // a message to a role that has just died; its exit is what counts
  return child;
}

/** Runs `role` again whenever it ends, until told to stop. */
function keepRunning(role, { onLine, onEvent, limits, restart }) {
  let child;
  let timer;
  let stopping = false;
  let deaths = 0;

  const onEnd = (code, signal, bornAt) => {
    const { pid } = child;
    const how = signal ?? `exit code ${code}`;
    child = undefined;
    if (stopping) return onEvent(role.name, { kind: 'stopped', pid, how });
    if (Date.now() - bornAt >= limits.healthy) deaths = 0;
    const waitMs = restart ? Math.min(limits.longestWait, limits.firstWait * 2 ** deaths) : undefined;
    deaths += 1;
    if (restart) timer = setTimeout(start, waitMs);
    onEvent(role.name, { kind: 'died', how, waitMs, deaths });
  };
  const start = () => {
    const bornAt = Date.now();
    child = launch(role, onLine);
    child.once('close', (code, signal) => onEnd(code, signal, bornAt)); // its last lines have been heard by then
    onEvent(role.name, { kind: 'started', pid: child.pid });
  };
  const stop = async () => {
    stopping = true;
    clearTimeout(timer);
    if (!child) return;
    const ended = once(child, 'close');
    const stubborn = child;
    child.kill('SIGTERM');
    const force = setTimeout(() => killGroup(stubborn), limits.stop);
    await ended;
    clearTimeout(force);
  };
  start();
  return { stop, kill: () => child && killGroup(child), isRunning: () => child !== undefined };
}

/**
 * Starts the roles and keeps them running: one that ends is started again, later each time.
 * @param {readonly Role[]} roles
 * @param {{ onLine: (role: string, line: string, stream: 'stdout' | 'stderr') => void,
 *   onEvent: (role: string, event: RoleEvent) => void, limits?: typeof defaultLimits, restart?: boolean }} options
 * @returns `stop` asks all to end, forces those that do not within `limits.stop`, and waits; `kill` forces at once
 */
export function supervise(roles, { onLine, onEvent, limits = defaultLimits, restart = true }) {
  const kept = roles.map((role) => keepRunning(role, { onLine, onEvent, limits, restart }));
  return {
    stop: () => Promise.all(kept.map((role) => role.stop())),
    kill: () => kept.forEach((role) => role.kill()),
    allRun: () => kept.every((role) => role.isRunning()),
  };
}
