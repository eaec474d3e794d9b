'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/action';
import { credentialIdInput } from '@/lib/schemas/administration';
import { revokeAnyCredential } from '@/lib/services/administration/revoke-credential';

export const revokeAnyCredentialAction = action(credentialIdInput, async (ctx, input) => {
  await revokeAnyCredential(ctx, input);
  revalidatePath('/admin/credentials');
});
