'use server';

import { z } from 'zod';
import { action, publicAction } from '@/lib/action';
import { clientAddress } from '@/lib/auth/client-address';
import { endSession, providerUrl, startSession } from '@/lib/auth/flow';
import { localPath } from '@/lib/auth/local-path';
import { changePasswordInput, setupInput, signInInput, signUpInput } from '@/lib/schemas/account';
import { redeemInvitationInput } from '@/lib/schemas/invitation';
import { authenticate } from '@/lib/services/accounts/authenticate';
import { changePassword } from '@/lib/services/accounts/change-password';
import { endSessions } from '@/lib/services/accounts/end-sessions';
import { redeemSetupLink } from '@/lib/services/accounts/redeem-setup-link';
import { signUp } from '@/lib/services/accounts/sign-up';
import { redeemInvitation } from '@/lib/services/invitations/redeem';

export const signInAction = publicAction(signInInput, async (ctx, input) =>
  startSession(await authenticate(ctx, input, await clientAddress())),
);

export const signUpAction = publicAction(signUpInput, async (ctx, input) =>
  startSession(await signUp(ctx, input, { address: await clientAddress() })),
);

export const setupAction = publicAction(setupInput, async (ctx, input) =>
  startSession(await redeemSetupLink(ctx, input)),
);

export const redeemInvitationAction = publicAction(redeemInvitationInput, async (ctx, input) =>
  startSession(await redeemInvitation(ctx, input)),
);

/** Answers with the address of the other provider's sign-in page. */
export const signInElsewhereAction = publicAction(
  z.object({ provider: z.enum(['github', 'oidc']), next: z.string().max(2000) }),
  async (_, { provider, next }) => providerUrl(provider, localPath(next)),
);

/** Every session ends, and this browser gets a new one. */
export const changePasswordAction = action(changePasswordInput, async (ctx, input) =>
  startSession(await changePassword(ctx, input)),
);

export const endSessionsAction = action(z.object({}), async (ctx) => {
  await endSessions(ctx);
  await endSession();
});
