'use server';

import { redirect } from 'next/navigation';
import { clientAddress } from '@/lib/auth/client-address';
import { endSession } from '@/lib/auth/flow';
import { currentActor } from '@/lib/auth/session';
import { noteSignOut } from '@/lib/services/accounts/sign-out';
import { contextFor } from '@/lib/services/context';

export async function signOut(): Promise<void> {
  const actor = await currentActor();
  const address = await clientAddress();
  await endSession();
  if (actor) await noteSignOut(contextFor(actor, address));
  redirect('/sign-in');
}
