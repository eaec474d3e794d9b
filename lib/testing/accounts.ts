import type { Actor } from '../domain/actor';
import { insertUser } from '../repositories/users';
import type { Database } from '../repositories/client';
import type { Context } from '../services/context';

export const start = new Date('2026-11-22T12:00:00Z');

/** A context of a visitor, or of `actor`, whose clock stands at `start` until the test moves it. */
export function testContext(db: Database, actor: Actor = { kind: 'visitor' }) {
  let at = start;
  const ctx: Context = { actor, db, now: () => at };
  return { ...ctx, wait: (seconds: number) => void (at = new Date(at.getTime() + seconds * 1000)) };
}

/** An account without a password, for tests that are about something else. */
export async function testUser(db: Database, { id, role = 'member' }: { id: string; role?: 'admin' | 'member' }) {
  await insertUser(db, { id, email: `${id}@example.com`, passwordHash: null, role, createdAt: start });
  return { kind: 'user', userId: id, role } as const;
}
