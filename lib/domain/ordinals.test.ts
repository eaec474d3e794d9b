import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsOf, grownTo, managersOf, ordinalsWithout } from './ordinals';

const someOrdinals = fc
  .uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
  .map((some) => some.sort((one, other) => one - other));

test('a number and gaps tell the same as the ordinals themselves', () => {
  fc.assert(
    fc.property(someOrdinals, (kept) => {
      expect(ordinalsWithout(kept.length, gapsOf(kept))).toEqual(kept);
    }),
  );
});

test('growing keeps all that were there and fills gaps first', () => {
  fc.assert(
    fc.property(someOrdinals, fc.integer({ min: 0, max: 9 }), (kept, more) => {
      const grown = grownTo(kept.length + more, kept);
      expect(grown).toEqual(expect.arrayContaining(kept));
      expect(new Set(grown).size).toBe(kept.length + more);
      if (more > 0 && gapsOf(kept).length >= more) expect(Math.max(...grown)).toBe(Math.max(...kept));
    }),
  );
});

test('the managers are the first: one, or three from three segments on', () => {
  expect([[2], [2, 5], [2, 5, 6], [2, 5, 6, 9]].map(managersOf)).toEqual([[2], [2], [2, 5, 6], [2, 5, 6]]);
});
