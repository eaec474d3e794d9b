'use server';

import { revalidatePath } from 'next/cache';
import type { z } from 'zod';
import { action } from '@/lib/action';
import { deleteAccountInput, setDisabledInput, setLimitsInput, setRoleInput, userIdInput } from '@/lib/schemas/account';
import { invitationIdInput, inviteInput } from '@/lib/schemas/invitation';
import { deleteAccount } from '@/lib/services/accounts/delete-account';
import { endSessionsOf } from '@/lib/services/accounts/end-sessions-of';
import { setDisabled } from '@/lib/services/accounts/set-disabled';
import { setLimits } from '@/lib/services/accounts/set-limits';
import { setRole } from '@/lib/services/accounts/set-role';
import type { Context } from '@/lib/services/context';
import { invite } from '@/lib/services/invitations/invite';
import { renew } from '@/lib/services/invitations/renew';
import { withdraw } from '@/lib/services/invitations/withdraw';

/** The page is made anew when it worked. */
const onUsers = <S extends z.ZodType, T>(schema: S, verb: (ctx: Context, input: z.output<S>) => Promise<T>) =>
  action(schema, async (ctx, input) => {
    const done = await verb(ctx, input);
    revalidatePath('/admin/users');
    return done;
  });

export const setLimitsAction = onUsers(setLimitsInput, setLimits);
export const setDisabledAction = onUsers(setDisabledInput, setDisabled);
export const setRoleAction = onUsers(setRoleInput, setRole);
export const endSessionsOfAction = onUsers(userIdInput, endSessionsOf);
export const deleteAccountAction = onUsers(deleteAccountInput, deleteAccount);
export const inviteAction = onUsers(inviteInput, invite);
export const renewInvitationAction = onUsers(invitationIdInput, renew);
export const withdrawInvitationAction = onUsers(invitationIdInput, withdraw);
