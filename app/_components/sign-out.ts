'use server';

import { redirect } from 'next/navigation';
import { endSession } from '@/lib/auth/flow';

export async function signOut(): Promise<void> {
  await endSession();
  redirect('/sign-in');
}
