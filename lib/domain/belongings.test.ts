import { expect, test } from 'vitest';
import { lossWords, type Holder } from './belongings';

const of = (ordinal: number, containers: string[], volumes: string[] = []): Holder => ({
  ...{ ordinal, name: `sea-n${ordinal}`, state: 'ready' },
  belongings: { containers, volumes },
});

test('what would be lost is named, segment by segment', () => {
  expect(lossWords([], [1])).toBeUndefined();
  expect(lossWords([of(2, []), of(3, [])], [2, 3])).toBeUndefined();
  expect(lossWords([of(1, ['stays']), of(2, ['web'])], [2])).toBe('the container web of sea-n2');
  expect(lossWords([of(2, ['web', 'db'], ['data']), of(3, [], ['logs', 'mail'])], [2, 3])).toBe(
    'the containers web and db of sea-n2, the volume data of sea-n2 and the volumes logs and mail of sea-n3',
  );
});

test('all are named, however many: with another among them the words are others', () => {
  const names = Array.from({ length: 12 }, (_, index) => `c${index + 1}`);
  const words = lossWords([of(2, names, names)], [2]);
  expect(words).toBe(
    'the containers c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and c12 of sea-n2 and ' +
      'the volumes c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and c12 of sea-n2',
  );
  expect(lossWords([of(2, [...names.slice(0, 11), 'other'], names)], [2])).not.toBe(words);
});

test('what is not known may be something, but not on one that never was a member', () => {
  const unknown = { ...of(2, []), belongings: null };
  expect(lossWords([unknown], [2])).toBe('whatever is on sea-n2, which is not known yet');
  expect(lossWords([{ ...unknown, state: 'starting' }], [2])).toBeUndefined();
});
