import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

const running = new Set();

/** What stops this script in words a person can act on: printed without a stack. */
export class Refusal extends Error {
  name = 'Refusal';
}

/** Ends what `run` has started, for a script that was told to stop. */
export function stopRunning(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}

/**
 * Runs a program to its end, its output kept for the report of a failure.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, logFile?: string, onLine?: (line: string) => void,
 *   echo?: boolean }} options `echo`: the output goes to this terminal as it is; `env` is added to this process's
 * @returns {Promise<string>} its standard output
 * @throws Refusal with the last lines when it fails
 */
export async function run(command, args, { cwd, env, logFile, onLine, echo = false } = {}) {
  if (logFile) await mkdir(path.dirname(logFile), { recursive: true });
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: echo ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const output = echo ? { stdout: '', tail: [] } : collect(child, { logFile, onLine });
  const [code, signal, error] = await new Promise((resolve) => {
    child.once('error', (problem) => resolve([null, null, problem]));
    child.once('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
  });
  running.delete(child);
  if (code === 0) return output.stdout;
  const reason = error ? error.message : signal ? `was stopped by ${signal}` : `ended with exit code ${code}`;
  const where = logFile ? `\n  (all of it: ${logFile})` : '';
  const lines = output.tail.map((line) => `\n  | ${line}`).join('');
  throw new Refusal(`\`${[path.basename(command), ...args].join(' ')}\` ${reason}.${lines}${where}`);
}

function collect(child, { logFile, onLine }) {
  const output = { stdout: '', tail: [] };
  const file = logFile && createWriteStream(logFile);
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  for (const stream of [child.stdout, child.stderr]) {
    if (file) stream.pipe(file, { end: false });
    createInterface({ input: stream }).on('line', (line) => {
      if (!line.trim()) return;
      output.tail = [...output.tail.slice(-24), line];
      onLine?.(line);
    });
  }
  child.once('close', () => file?.end());
  return output;
}
