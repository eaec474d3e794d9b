import type { Tone } from '@/components/badge';
import type { CredentialState } from '@/lib/domain/credential';

export const stateWords: Record<CredentialState, string> = {
  active: 'active',
  blocked: 'blocked',
  pending: 'not downloaded yet',
  expired: 'expired',
  revoked: 'revoked',
};

export const stateTones: Record<CredentialState, Tone> = {
  active: 'good',
  blocked: 'bad',
  pending: 'busy',
  expired: 'plain',
  revoked: 'bad',
};
