import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import type { UserActor } from '../domain/actor';
import { pathHeader } from './path-header';
import { currentActor } from './session';

/** For pages: who is signed in. Visitors are sent to sign in first and come back to this page. */
export async function requireUser(): Promise<UserActor> {
  const actor = await currentActor();
  if (actor) return actor;
  const here = (await headers()).get(pathHeader) ?? '/clusters';
  redirect(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** For pages that only administrators know of. */
export async function requireAdminUser(): Promise<UserActor> {
  const actor = await requireUser();
  if (actor.role !== 'admin') notFound();
  return actor;
}
