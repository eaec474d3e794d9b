import { z } from 'zod';
import type { InvitationState } from '../domain/invitation';
import { email, newPassword, role, token } from './account';

export const inviteInput = z.object({ email, role });
export const invitationIdInput = z.object({ id: z.string().min(1).max(40) });
export const redeemInvitationInput = z.object({ token, password: newPassword });

export type InviteInput = z.input<typeof inviteInput>;
export type RedeemInvitationInput = z.input<typeof redeemInvitationInput>;

/** The only time that the link is told. */
export interface InvitationLinkDto {
  email: string;
  url: string;
  expiresAt: string;
}

export interface InvitationDto {
  id: string;
  email: string;
  role: 'admin' | 'member';
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  state: Extract<InvitationState, 'open' | 'expired' | 'orphaned'>;
}

/** What the page behind a link shows. */
export type OfferDto = { good: true; email: string; role: 'admin' | 'member' } | { good: false; why: string };
