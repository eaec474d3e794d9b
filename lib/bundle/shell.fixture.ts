import { spawnSync } from 'node:child_process';

/** Runs a command with next to nothing in its environment but `env`; `lines` are those of its standard output. */
export function run(command: readonly string[], options: { cwd: string; env?: Record<string, string> }) {
  const [program = '', ...args] = command;
  const PATH = '/usr/local/bin:/usr/bin:/bin';
  const env = { NODE_ENV: 'test' as const, PATH, HOME: options.cwd, LC_ALL: 'C.UTF-8', ...options.env };
  const result = spawnSync(program, args, { cwd: options.cwd, env, encoding: 'utf8' });
  if (result.error) throw result.error;
  return { lines: result.stdout.split('\n').slice(0, -1), stderr: result.stderr, status: result.status };
}

/** What `run` returns when all went well and nothing was said on standard error. */
export const clean = (lines: string[]) => ({ lines, stderr: '', status: 0 });

/** A folder name that scripts with a quote too few stumble over. */
export const awkward = `it's "a" $HOME, \`and\` (more)`;
