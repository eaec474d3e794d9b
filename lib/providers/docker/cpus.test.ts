import { expect, test } from 'vitest';
import { chooseCpus } from './cpus';

test('takes the CPUs that the fewest segments are pinned to', () => {
  expect(chooseCpus(1, 4, [])).toEqual([0]);
  expect(chooseCpus(1, 4, ['0', '1,2'])).toEqual([3]);
  expect(chooseCpus(2, 4, ['0', '1,2', '3', '3'])).toEqual([0, 1]);
});

test('never takes more than there are, and ignores CPUs the host lost', () => {
  expect(chooseCpus(4, 2, ['1', '7'])).toEqual([0, 1]);
});
