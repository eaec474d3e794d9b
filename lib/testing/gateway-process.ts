import { spawn, type ChildProcess } from 'node:child_process';

/** The gateway role as a process of its own, as in production, with `settings` beside this process's. */
export function startGatewayProcess(settings: Record<string, string>): ChildProcess {
  const env = { ...process.env, ...settings };
  return spawn(process.execPath, ['--import', 'tsx', 'lib/gateway/main.ts'], { env, stdio: 'inherit' });
}
