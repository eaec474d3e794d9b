import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { personEnv } from './shell';

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A command under a real pseudo-terminal, as in a person's terminal window. */
export interface Terminal extends AsyncDisposable {
  type(text: string): void;
  resize(size: Size): void;
  /** Everything that has appeared so far. */
  shown(): string;
  /** Resolves when `pattern` appears in what came since the last match. @throws Error with what is shown */
  waitFor(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  /** The exit code, once it ends. */
  readonly ended: Promise<number>;
}

/** Opens `command` in a terminal. `await using` closes it with the test. */
export function openTerminal(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; size?: Size } = {},
): Terminal {
  const { columns, rows } = options.size ?? { columns: 80, rows: 24 };
  const script = path.join(import.meta.dirname, 'terminal.py');
  const child = spawn('python3', [script, String(columns), String(rows), ...command], {
    cwd: options.cwd,
    env: { ...personEnv(), ...options.env },
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
  let text = '';
  let read = 0;
  const checks = new Set<() => void>();
  child.stdout!.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    checks.forEach((check) => check());
  });
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));

  const waitFor = (pattern: RegExp, timeoutMs = 300_000) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const fail = (why: string) => settle(() => reject(new Error(`${pattern} ${why}. Shown:\n${text}`)));
      const timer = setTimeout(() => fail(`did not appear within ${timeoutMs} ms`), timeoutMs);
      const settle = (act: () => void) => {
        clearTimeout(timer);
        checks.delete(check);
        act();
      };
      const check = () => {
        const match = pattern.exec(text.slice(read));
        if (!match) return;
        read += match.index + match[0].length;
        settle(() => resolve(match));
      };
      checks.add(check);
      check();
      void ended.then(() => checks.has(check) && fail('did not appear before the end'));
    });

  return {
    type: (input) => void child.stdin!.write(input),
    resize: (size) => void (child.stdio[3] as Writable).write(`${size.columns} ${size.rows}\n`),
    shown: () => text,
    waitFor,
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL'); // the terminal hangs up, and with it the command
      await ended;
    },
  };
}
