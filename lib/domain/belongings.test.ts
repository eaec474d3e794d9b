import { expect, test } from 'vitest';
import { belongingsWords } from './belongings';

const of = (name: string, containers: string[], volumes: string[] = []) => ({
  name,
  belongings: { containers, volumes },
});

test('what would be lost is named, segment by segment', () => {
  expect(belongingsWords([])).toBeUndefined();
  expect(belongingsWords([of('n2', []), of('n3', [])])).toBeUndefined();
  expect(belongingsWords([of('n2', ['web'])])).toBe('the container web of n2');
  expect(belongingsWords([of('n2', ['web', 'db'], ['data']), of('n3', [], ['logs', 'mail'])])).toBe(
    'the containers web and db of n2, the volume data of n2 and the volumes logs and mail of n3',
  );
});

test('of many, ten are named', () => {
  const names = Array.from({ length: 12 }, (_, index) => `c${index + 1}`);
  expect(belongingsWords([of('n2', names)])).toBe(
    'the containers c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 and 2 more of n2',
  );
});
