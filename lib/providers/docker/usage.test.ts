import { expect, test } from 'vitest';
import { cpuPercent, memoryInUse, type Sample } from './usage';

const sample = (seconds: number, usedSeconds: number, memory: Sample['memory_stats'] = {}): Sample => ({
  read: new Date(seconds * 1000).toISOString(),
  cpu_stats: { cpu_usage: { total_usage: usedSeconds * 1e9 } },
  memory_stats: memory,
});

test('CPU is what was used between two samples, as a share of the plan', () => {
  expect(cpuPercent(sample(100, 50), sample(110, 55), 1)).toBeCloseTo(50);
  expect(cpuPercent(sample(100, 50), sample(110, 55), 2)).toBeCloseTo(25);
  expect(cpuPercent(sample(100, 50), sample(110, 65), 1)).toBe(100);
});

test('a first sample, a restarted container and a repeated sample count as idle', () => {
  expect(cpuPercent(undefined, sample(110, 55), 1)).toBe(0);
  expect(cpuPercent(sample(100, 50), sample(110, 1), 1)).toBe(0);
  expect(cpuPercent(sample(100, 50), sample(100, 51), 1)).toBe(0);
});

test('memory leaves out the page cache, on either cgroup version', () => {
  const v1 = { usage: 100, stats: { total_inactive_file: 30, inactive_file: 1 } };
  expect(memoryInUse(sample(0, 0, v1))).toBe(70);
  expect(memoryInUse(sample(0, 0, { usage: 100, stats: { inactive_file: 20 } }))).toBe(80);
  expect(memoryInUse(sample(0, 0))).toBe(0);
});
