import { spawn } from 'node:child_process';

export interface Outcome {
  /** Exit code, or the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ShellOptions {
  readonly shell?: 'bash' | 'dash' | 'zsh' | 'fish';
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly timeoutMs?: number;
}

/** What a person's shell starts with: none of the settings of this process or of another cluster. */
export const personEnv = () =>
  ({
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: process.env.HOME ?? '/root',
    LANG: 'C.UTF-8',
    TERM: 'xterm',
  }) as unknown as NodeJS.ProcessEnv; // Next declares that NODE_ENV is always in it

/** Runs a script in a shell, to its end or for `timeoutMs`. Never throws for what the script does. */
export function shell(script: string, options: ShellOptions = {}): Promise<Outcome> {
  const { shell: program = 'bash', cwd, env, timeoutMs = 300_000 } = options;
  const child = spawn(program, ['-c', script], {
    cwd,
    env: { ...personEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => process.kill(-child.pid!, 'SIGKILL'), timeoutMs); // and all that it started
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal ?? 'unknown', ...output });
    });
  });
}

/** As `shell`, for what must succeed. @returns its standard output @throws Error with everything it said */
export async function succeed(script: string, options: ShellOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await shell(script, options);
  if (code !== 0) throw new Error(`${script}\nended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}
