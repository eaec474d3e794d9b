/**
 * Runs one role's program (`node scripts/role.mjs <file> [args…]`) so that it ends when its supervisor is gone, also
 * when that was killed and could say nothing: the channel between the two closes then.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const graceMs = 10_000;
const [file, ...args] = process.argv.slice(2);

process.on('disconnect', () => {
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), graceMs).unref();
  process.kill(process.pid, 'SIGTERM');
});
process.channel?.unref(); // the channel alone does not keep a role running that has ended

process.argv = [process.argv[0], path.resolve(file), ...args];
await import(pathToFileURL(process.argv[1]).href);
