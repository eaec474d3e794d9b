import { z } from 'zod';
import type { Phase } from '../domain/cluster';
import { credentialStates, type CredentialState } from '../domain/credential';
import type { InstallationKey } from '../domain/installation';
import { installationKeys } from './installation';

/** As they stand in a page's address; what makes no sense there counts as not given. */
export const heldFilter = z.object({
  person: z.string().trim().toLowerCase().max(254).catch('').default(''),
  cluster: z.string().trim().toLowerCase().max(40).catch('').default(''),
  state: z
    .enum([...credentialStates, 'all'])
    .catch('active')
    .default('active'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type HeldFilter = z.output<typeof heldFilter>;

export const credentialIdInput = z.object({ id: z.string().min(1).max(40) });
export const setSettingInput = z.object({ key: z.enum(installationKeys), value: z.string().max(100) });
export const resetSettingInput = z.object({ key: z.enum(installationKeys) });
export type SetSettingInput = z.input<typeof setSettingInput>;

/** A cluster as administrators see it, whoever holds it. */
export interface HeldClusterDto {
  id: string;
  name: string;
  holder: { email: string; disabled: boolean };
  plan: string;
  /** Wanted. */
  segments: number;
  phase: Phase;
  /** Why it is in error, or what it is waiting for; of one that is being deleted, why that has failed so far. */
  reason: string | null;
  createdAt: string;
  /** `trouble`: why the gateway cannot open it. */
  endpoint: { url: string; ready: boolean; trouble: string | null };
}

export interface HeldCredentialDto {
  /** As the certificate of one signed outside names it, else empty. */
  subject: string;
  id: string;
  name: string;
  serial: string;
  person: string;
  cluster: string;
  createdAt: string;
  expiresAt: string;
  /** To the minute; null while it was never used. */
  lastUsedAt: string | null;
  state: CredentialState;
}

/** One page of them, newest first. */
export interface HeldCredentialsDto {
  credentials: HeldCredentialDto[];
  total: number;
  page: number;
  pages: number;
}

/** A setting that an administrator can change while Puppis runs. */
export interface ChangeableSettingDto {
  key: InstallationKey;
  /** As a form has it. */
  value: string;
  /** An administrator set it over the environment. */
  changed: boolean;
  /** What holds without that: the environment's. */
  fallback: string;
}

/** One row of the README's table of settings, as it stands here. */
export interface EnvironmentSettingDto {
  name: string;
  /** Null: nothing is set. Of a secret never the value itself. */
  value: string | null;
  given: boolean;
  secret: boolean;
  what: string;
}
