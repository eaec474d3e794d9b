import { expect, test } from 'vitest';
import { may, roles, rolesFor, whyMayNot } from './role';

test('each role may do what those before it may', () => {
  expect(roles.map((role) => may(role, 'look'))).toEqual([true, true, true]);
  expect(roles.map((role) => may(role, 'operate'))).toEqual([false, true, true]);
  expect(roles.map((role) => may(role, 'access'))).toEqual([false, true, true]);
  for (const verb of ['delete', 'share', 'keys'] as const) expect(rolesFor(verb)).toEqual(['owner']);
});

test('what one may not do comes with who can change that', () => {
  const alpha = { name: 'alpha', holder: 'a@b.co' };
  expect(whyMayNot({ ...alpha, role: 'viewer' }, 'operate')).toBe(
    'You may look at alpha. Ask its owner, a@b.co, to make you an operator.',
  );
  expect(whyMayNot({ ...alpha, role: 'operator' }, 'share')).toBe(
    'You may operate alpha. Ask its owner, a@b.co, to make you an owner.',
  );
  expect(whyMayNot({ ...alpha, role: 'owner' }, 'delete')).toBeUndefined();
});
