import type { Tone } from '@/components/badge';
import type { HeldState } from '@/lib/domain/held-credential';

export type Choice = HeldState | 'all';

export const stateWords: Record<Choice, string> = {
  active: 'active',
  blocked: 'blocked',
  pending: 'not downloaded yet',
  expired: 'expired',
  revoked: 'revoked',
  all: 'all',
};

export const stateTones: Record<HeldState, Tone> = {
  active: 'good',
  blocked: 'bad',
  pending: 'busy',
  expired: 'plain',
  revoked: 'bad',
};
