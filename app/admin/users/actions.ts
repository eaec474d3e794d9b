'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/action';
import { setDisabledInput, setLimitsInput } from '@/lib/schemas/account';
import { setDisabled } from '@/lib/services/accounts/set-disabled';
import { setLimits } from '@/lib/services/accounts/set-limits';

export const setLimitsAction = action(setLimitsInput, async (ctx, input) => {
  await setLimits(ctx, input);
  revalidatePath('/admin/users');
});

export const setDisabledAction = action(setDisabledInput, async (ctx, input) => {
  await setDisabled(ctx, input);
  revalidatePath('/admin/users');
});
