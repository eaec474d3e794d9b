import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countTests, summary } from './reports.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'puppis-reports-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function report(content: object) {
  const file = path.join(folder, 'report.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}

test('counts the tests of a vitest report', async () => {
  const file = await report({ numTotalTests: 5, numPassedTests: 4, numFailedTests: 1 });
  expect(await countTests(file, true)).toEqual({ passed: 4, failed: 1 });
});

test('counts the tests of a Playwright report, flaky ones as failed', async () => {
  const file = await report({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 } });
  expect(await countTests(file, true)).toEqual({ passed: 7, failed: 2 });
});

test('a stage that failed without a failed test is a failure all the same', async () => {
  const file = await report({ numPassedTests: 4, numFailedTests: 0 });
  expect(await countTests(file, true)).toEqual({ passed: 4, failed: 1 });
  expect(await countTests(path.join(folder, 'none.json'), true)).toEqual({ passed: 0, failed: 1 });
  expect(await countTests(undefined, true)).toEqual({ passed: 0, failed: 1 });
});

test('sums up in one line', () => {
  const counts = [
    { passed: 0, failed: 0 },
    { passed: 180, failed: 0 },
    { passed: 7, failed: 0 },
  ];
  expect(summary(counts)).toBe('187 passed, 0 failed');
});
