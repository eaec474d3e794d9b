'use server';

import { revalidatePath } from 'next/cache';
import { action } from '@/lib/action';
import { resetSettingInput, setSettingInput } from '@/lib/schemas/administration';
import { resetSetting } from '@/lib/services/installation/reset-setting';
import { setSetting } from '@/lib/services/installation/set-setting';

export const setSettingAction = action(setSettingInput, async (ctx, input) => {
  await setSetting(ctx, input);
  revalidatePath('/admin/settings');
});

export const resetSettingAction = action(resetSettingInput, async (ctx, input) => {
  await resetSetting(ctx, input);
  revalidatePath('/admin/settings');
});
