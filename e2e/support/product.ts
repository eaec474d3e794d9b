import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';
import { freePort, freePorts } from '../../scripts/common/ports.mjs';
import { sql } from './database';

export const root = path.resolve(import.meta.dirname, '../..');
export const folderPrefix = path.join(tmpdir(), 'puppis-e2e-');

/** What a test may know of the running product. */
export interface Product {
  readonly url: string;
  /** The one-time link that the console printed at the first start. */
  readonly setupUrl: string;
  readonly dataDir: string;
  /** The port of the first cluster. */
  readonly firstPort: number;
  /** The id in the labels of everything that the product makes. */
  readonly installation: string;
  readonly admin: { readonly email: string; readonly password: string };
}

const ours = /^(PUPPIS_|GITHUB_|OIDC_|NEXTAUTH_|DATABASE_URL$|PORT$|NODE_ENV$)/;
const kept = new Set(['PUPPIS_SEGMENT_IMAGE']);

/** This environment without settings of another installation, and with those of the developer's .env made empty. */
function cleanEnv(): NodeJS.ProcessEnv {
  const file = path.join(root, '.env');
  const dotenv = existsSync(file) ? Object.keys(parseEnv(readFileSync(file, 'utf8'))) : [];
  const foreign = [...Object.keys(process.env).filter((key) => ours.test(key) && !kept.has(key)), ...dotenv];
  return { ...process.env, ...Object.fromEntries(foreign.map((key) => [key, ''])) };
}

async function settings(more: Record<string, string>) {
  const gatewayPorts = await freePorts(40, 21_760);
  const port = await freePort();
  const dataDir = await mkdtemp(folderPrefix);
  const env = {
    ...cleanEnv(),
    PORT: String(port),
    PUPPIS_DATA_DIR: dataDir,
    PUPPIS_GATEWAY_PORTS: `${gatewayPorts}-${gatewayPorts + 39}`,
    PUPPIS_SUBNET_POOL: '10.214.0.0/16', // not the default: an installation may run on this machine
    ...more,
  };
  return { env, dataDir, url: `http://localhost:${port}`, firstPort: gatewayPorts };
}

/** Resolves with what was printed when Puppis says that it is ready; rejects when it ends before. */
async function untilReady(child: ChildProcess, consoleFile: string): Promise<string> {
  const file = createWriteStream(consoleFile);
  child.stdout!.pipe(file, { end: false });
  child.stderr!.pipe(file, { end: false });
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    createInterface({ input: child.stdout! }).on('line', (line) => {
      printed.push(line);
      if (line.includes('Ctrl-C stops Puppis')) resolve(printed.join('\n'));
    });
    child.once('exit', (code) =>
      reject(new Error(`npm start ended with ${code}:\n${readFileSync(consoleFile, 'utf8')}`)),
    );
  });
}

export async function installationOf(dataDir: string): Promise<string | undefined> {
  if (!existsSync(path.join(dataDir, 'puppis.db'))) return undefined;
  const [row] = await sql(dataDir, `SELECT value FROM "Setting" WHERE key = 'installation'`);
  return row && String(row.value);
}

/** Starts the real product in a new data folder, as `npm start` does with the settings, and waits until it is ready. */
export async function startProduct(
  more: Record<string, string>,
): Promise<{ product: Product; stop: () => Promise<void> }> {
  const { env, dataDir, url, firstPort } = await settings(more);
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, stdio });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const printed = await untilReady(child, path.join(dataDir, 'console.log'));
  const setupUrl = /https?:\S+\/setup\?\S+/.exec(printed)?.[0];
  const installation = await installationOf(dataDir);
  if (!setupUrl || !installation) throw new Error(`npm start printed no set-up link:\n${printed}`);
  const admin = { email: 'captain@example.org', password: 'a keel of good oak' };
  return { product: { url, setupUrl, dataDir, firstPort, installation, admin }, stop };
}

/** The process of a role as the supervisor last started it, for tests that kill one. */
export async function rolePid({ dataDir }: Product, role: 'web' | 'worker' | 'gateway'): Promise<number> {
  const log = await readFile(path.join(dataDir, 'logs/puppis.log'), 'utf8');
  const starts = log.split('\n').filter((line) => line.includes(`"${role} started"`));
  return (JSON.parse(starts.at(-1)!) as { pid: number }).pid;
}
