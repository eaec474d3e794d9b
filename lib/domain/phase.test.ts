import { expect, test } from 'vitest';
import { observedPhase } from './phase';

const segment = (ordinal: number, answering = true, revision = 1) => ({ ordinal, answering, revision });
const cluster = {
  ...{ deleted: false, born: true, kept: [1, 2], revision: 1, settled: false },
  joined: new Set([1, 2]),
  seen: [segment(1), segment(2)],
};

test.each([
  ['active', {}],
  ['deleting', { deleted: true }],
  ['building', { born: false }],
  ['shrinking', { kept: [1] }],
  ['shrinking', { kept: [2] }],
  ['growing', { kept: [1, 2, 3] }],
  ['rebuilding', { seen: [segment(1), segment(2, true, 0)] }],
  ['rebuilding', { seen: [segment(1), segment(2, false)] }],
  ['active', { seen: [segment(1), segment(2, false)], settled: true }],
] as const)('%s: %o', (phase, change) => {
  expect(observedPhase({ ...cluster, ...change })).toBe(phase);
});
