import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const levels = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, silent: Infinity };
const colours = { web: 36, worker: 33, gateway: 35, puppis: 32 };
const unshown = new Set(['level', 'time', 'role', 'msg', 'err', 'pid', 'hostname']);
const largestFile = 10 * 1024 * 1024;

/** One line of a role as an object: a JSON line of its log, or plain text that some library printed. */
export function parseLine(role, line, stream) {
  try {
    const entry = JSON.parse(line);
    if (typeof entry === 'object' && typeof entry?.level === 'number') return { ...entry, role };
  } catch {
    // Plain text.
  }
  return { level: stream === 'stderr' ? levels.warn : levels.info, time: Date.now(), role, msg: line };
}

/** A log entry for a person: time, role, message, then what else is in it. */
export function pretty(entry, colour = true) {
  const paint = (code, text) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const time = new Date(entry.time ?? Date.now()).toTimeString().slice(0, 8);
  const rest = Object.entries(entry).filter(([key, value]) => !unshown.has(key) && value !== undefined);
  const facts = rest
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
  const message = entry.level >= levels.error ? paint(31, entry.msg) : (entry.msg ?? '');
  const problem = entry.err?.message && entry.err.message !== entry.msg ? `: ${entry.err.message}` : '';
  return `${paint(2, time)} ${paint(colours[entry.role] ?? 0, entry.role.padEnd(7))} ${message}${problem}${paint(2, facts)}`;
}

/** Appends to <folder>/<role>.log and keeps one older file, so that logs never fill the disk. */
function fileLog(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sizes = new Map();
  return (role, text) => {
    const file = path.join(folder, `${role}.log`);
    const size = (sizes.get(role) ?? statSync(file, { throwIfNoEntry: false })?.size ?? 0) + Buffer.byteLength(text);
    if (size > largestFile) renameSync(file, `${file}.1`);
    appendFileSync(file, text, { mode: 0o600 });
    sizes.set(role, size > largestFile ? Buffer.byteLength(text) : size);
  };
}

/** As `keep`, but a file that cannot be written (a full disk) ends nothing: it is said once on the console. */
function forgiving(keep, write) {
  let failing = false;
  return (role, text) => {
    try {
      keep(role, text);
      failing = false;
    } catch (error) {
      if (!failing)
        write({ level: levels.error, time: Date.now(), role, msg: `the log file cannot be written: ${error.message}` });
      failing = true;
    }
  };
}

/**
 * Where the roles' lines go: all of them as JSON into <folder>/<role>.log; on a terminal those of `threshold` and above
 * for a person, elsewhere (a service manager, a pipe) all as JSON.
 * @param {{ folder: string, threshold: string, out?: NodeJS.WriteStream }} options
 */
export function openOutput({ folder, threshold, out = process.stdout }) {
  const show = (entry) => {
    if (!out.isTTY) out.write(`${JSON.stringify(entry)}\n`);
    else if (entry.level >= levels[threshold]) out.write(`${pretty(entry)}\n`);
  };
  const keep = forgiving(fileLog(folder), show);
  const write = (entry) => {
    keep(entry.role, `${JSON.stringify(entry)}\n`);
    show(entry);
  };
  return {
    line: (role, line, stream) => line.trim() && write(parseLine(role, line, stream)),
    say: (level, msg, facts = {}) => write({ level: levels[level], time: Date.now(), role: 'puppis', msg, ...facts }),
  };
}
