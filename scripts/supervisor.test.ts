import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { supervise, type RoleEvent } from './supervisor.mjs';

/** Only `firstWait` and `longestWait` are waited for; a test that means another gives its own. */
const limits = { firstWait: 10, longestWait: 40, healthy: 3_600_000, stop: 3_600_000 };
const soon = { timeout: 120_000, interval: 10 };
const untilToldToStop = `setInterval(() => {}, 1000); console.log('ready');`;
let folder: string;
let stopAll: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis-supervisor-'));
});
afterEach(async () => {
  await Promise.all(stopAll.map((stop) => stop()));
  stopAll = [];
  await rm(folder, { recursive: true, force: true });
});

async function role(name: string, source: string) {
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, source);
  return { name, args: [file], env: process.env };
}

function watch(roles: Parameters<typeof supervise>[0], change: Partial<typeof limits> = {}) {
  const events: (RoleEvent & { role: string })[] = [];
  const lines: string[] = [];
  const supervisor = supervise(roles, {
    limits: { ...limits, ...change },
    onLine: (name, line) => lines.push(`${name}: ${line}`),
    onEvent: (name, event) => events.push({ role: name, ...event }),
  });
  stopAll.push(supervisor.stop);
  const waits = () => events.flatMap((event) => (event.kind === 'died' ? [event.waitMs] : []));
  return { supervisor, events, lines, waits };
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('starts a role that ends again and again, each time later, up to the longest wait', async () => {
  const { waits } = watch([await role('worker', 'process.exit(3)')]);
  await vi.waitFor(() => expect(waits().slice(0, 4)).toEqual([10, 20, 40, 40]), soon);
});

test('says how a role died', async () => {
  const { events } = watch([await role('worker', `process.kill(process.pid, 'SIGKILL')`)]);
  await vi.waitFor(
    () => expect(events).toContainEqual(expect.objectContaining({ kind: 'died', how: 'SIGKILL' })),
    soon,
  );
});

test('forgives earlier deaths after good health', async () => {
  const { waits } = watch([await role('worker', 'process.exit(1)')], { healthy: 0 });
  await vi.waitFor(() => expect(waits().slice(0, 3)).toEqual([10, 10, 10]), soon);
});

test('leaves the other roles alone when one dies', async () => {
  const { events, lines } = watch([await role('web', untilToldToStop), await role('worker', 'process.exit(1)')]);
  await vi.waitFor(() => expect(lines).toContain('web: ready'), soon);
  await vi.waitFor(() => expect(events.filter((event) => event.role === 'worker').length).toBeGreaterThan(4), soon);
  expect(events.filter((event) => event.role === 'web')).toEqual([expect.objectContaining({ kind: 'started' })]);
});

test('a role may finish its work when it is told to stop, and is not started again', async () => {
  const source = `process.on('SIGTERM', () => { console.log('drained'); process.exit(0); }); ${untilToldToStop}`;
  const { supervisor, events, lines } = watch([await role('worker', source)]);
  await vi.waitFor(() => expect(lines).toContain('worker: ready'), soon);
  await supervisor.stop();
  await vi.waitFor(() => expect(lines).toContain('worker: drained'), soon);
  expect(events.map((event) => event.kind)).toEqual(['started', 'stopped']);
});

test('forces a role that does not stop', async () => {
  const source = `process.on('SIGTERM', () => {}); ${untilToldToStop}`;
  const { supervisor, events, lines } = watch([await role('worker', source)], { stop: 50 });
  await vi.waitFor(() => expect(lines).toContain('worker: ready'), soon);
  await supervisor.stop();
  expect(events).toMatchObject([{ kind: 'started' }, { kind: 'stopped', how: 'SIGKILL' }]);
});

test('stopping during the wait before a restart ends it', async () => {
  const { supervisor, waits, events } = watch([await role('worker', 'process.exit(1)')], { firstWait: 3_600_000 });
  await vi.waitFor(() => expect(waits()).toHaveLength(1), soon);
  await supervisor.stop();
  expect(events.map((event) => event.kind)).toEqual(['started', 'died']);
});

test('no role outlives a supervisor that was killed', async () => {
  const worker = await role('worker', untilToldToStop);
  const main = path.join(folder, 'main.mjs');
  const supervisorUrl = pathToFileURL(path.join(import.meta.dirname, 'supervisor.mjs')).href;
  await writeFile(
    main,
    `import { supervise } from ${JSON.stringify(supervisorUrl)};
     let pid;
     supervise([${JSON.stringify({ name: 'worker', args: worker.args })}], {
       onEvent: (role, event) => (pid = event.pid),
       onLine: () => console.log(pid),
     });`,
  );
  const supervisor = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = (await once(supervisor.stdout, 'data')) as [Buffer];
  const pid = Number(chunk.toString());
  expect(isAlive(pid)).toBe(true);
  supervisor.kill('SIGKILL');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), soon);
});
