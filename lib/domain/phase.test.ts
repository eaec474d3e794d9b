import { expect, test } from 'vitest';
import { observedPhase, shownReason } from './phase';

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

test.each([
  ['in error', {}, 'full'],
  ['asked to try again', { generation: 3 }, 'full'],
  ['waiting for something', { phase: 'building' }, 'full'],
  ['asked to go a moment ago', { deletedAt: new Date(), generation: 3 }, null],
  ['going', { deletedAt: new Date(), phase: 'deleting' }, null],
  ['its deletion failed', { deletedAt: new Date() }, 'full'],
] as const)('the reason of one that is %s', (_, change, reason) => {
  const cluster = { phase: 'error', deletedAt: null, generation: 2, attemptedGeneration: 2, reason: 'full' } as const;
  expect(shownReason({ ...cluster, ...change })).toBe(reason);
});
