import type { Actor } from '../domain/actor';
import { DomainError } from '../domain/errors';
import { database, type Database } from '../repositories/client';

/** Everything a service takes from outside, so that tests can give their own. */
export interface Context {
  readonly actor: Actor;
  readonly db: Database;
  readonly now: () => Date;
  /** The caller's, where there is one, as lib/auth/client-address.ts has it. */
  readonly address?: string;
}

export const contextFor = (actor: Actor, address?: string): Context => ({
  ...{ actor, db: database(), now: () => new Date(), address },
});

/** The signed-in person's id. @throws DomainError unauthenticated for visitors and background work */
export function userIdOf({ actor }: Context): string {
  if (actor.kind !== 'user') throw new DomainError('unauthenticated', 'Sign in first.');
  return actor.userId;
}

/** @throws DomainError forbidden unless an administrator or the system asks */
export function requireAdmin({ actor }: Context): void {
  const may = actor.kind === 'system' || (actor.kind === 'user' && actor.role === 'admin');
  if (!may) throw new DomainError('forbidden', 'Only an administrator can do this.');
}
