import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openOutput, parseLine, pretty } from './output.mjs';

/** An output on `isTTY`, the text that came out of it and the lines in its files. */
async function withOutput(isTTY: boolean, work: (output: ReturnType<typeof openOutput>) => void) {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-output-'));
  try {
    const out = Object.assign(new PassThrough(), { isTTY });
    work(openOutput({ folder, threshold: 'warn', out: out as never }));
    const file = await readFile(path.join(folder, 'worker.log'), 'utf8');
    return { shown: String(out.read() ?? ''), file };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const info = '{"level":30,"time":0,"role":"worker","msg":"worker started"}';
const warning = '{"level":40,"time":0,"role":"worker","cluster":"c1","msg":"cannot reach the engine"}';

test('a line of plain text becomes an entry, a warning when it came from standard error', () => {
  expect(parseLine('web', 'Ready', 'stdout')).toMatchObject({ role: 'web', level: 30, msg: 'Ready' });
  expect(parseLine('web', '[1, 2]', 'stderr')).toMatchObject({ role: 'web', level: 40, msg: '[1, 2]' });
});

test('a person reads role, message, the error and the facts in one line', () => {
  const entry = { level: 50, time: 0, role: 'worker', msg: 'pass failed', err: { message: 'refused' }, cluster: 'c1' };
  expect(pretty(entry, false)).toMatch(/^\d\d:\d\d:\d\d worker {2}pass failed: refused cluster=c1$/);
});

test('a terminal shows warnings; the file has everything', async () => {
  const { shown, file } = await withOutput(true, (output) => {
    output.line('worker', info, 'stdout');
    output.line('worker', warning, 'stdout');
  });
  expect(shown).toContain('cannot reach the engine');
  expect(shown).not.toContain('worker started');
  expect(file).toBe(`${info}\n${warning}\n`);
});

test('elsewhere everything is JSON, one entry a line', async () => {
  const { shown } = await withOutput(false, (output) => {
    output.line('worker', info, 'stdout');
    output.line('worker', 'plain', 'stdout');
  });
  const entries = shown
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string });
  expect(entries.map((entry) => entry.msg)).toEqual(['worker started', 'plain']);
});

test('a file that cannot be written is said once, and nothing else is lost', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-output-'));
  const out = Object.assign(new PassThrough(), { isTTY: true });
  const output = openOutput({ folder, threshold: 'warn', out: out as never });
  await mkdir(path.join(folder, 'worker.log')); // even root cannot append to a folder
  output.line('worker', warning, 'stdout');
  output.line('worker', warning, 'stdout');
  const shown = String(out.read());
  expect(shown.match(/the log file cannot be written/g)).toHaveLength(1);
  expect(shown.match(/cannot reach the engine/g)).toHaveLength(2);
  await rm(folder, { recursive: true });
});
