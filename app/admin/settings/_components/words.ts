import { credentialLives, lifeKeys } from '@/lib/domain/credential';
import type { InstallationKey } from '@/lib/domain/installation';

interface Words {
  readonly label: string;
  readonly hint: string;
  /** One of these; a whole number where there are none. */
  readonly options?: readonly { readonly key: string; readonly label: string }[];
}

export const settingWords: Record<InstallationKey, Words> = {
  signUp: {
    label: 'Sign-up',
    hint: 'Open lets anybody who reaches this panel make an account. Invitations work either way.',
    options: [
      { key: 'closed', label: 'Closed' },
      { key: 'open', label: 'Open' },
    ],
  },
  maxClusters: {
    label: 'Clusters per account',
    hint: 'For those without a limit of their own. Clusters that there are stay.',
  },
  maxSegments: {
    label: 'Segments per cluster',
    hint: 'For clusters of those without a limit of their own. Segments that there are stay.',
  },
  maxCredentialLife: {
    label: 'Longest life of a credential',
    hint: 'Get Access offers none that is longer. Credentials that there are stay.',
    options: lifeKeys.map((key) => ({ key, label: credentialLives[key].words })),
  },
  caKeyInBundles: {
    label: 'The cluster’s CA key in bundles',
    hint: 'Carina had ca-key.pem in its bundles; nothing needs it. Bundles that were downloaded keep theirs.',
    options: [
      { key: 'true', label: 'Yes' },
      { key: 'false', label: 'No' },
    ],
  },
};

/** A value as people read it. */
export const valueWords = (key: InstallationKey, value: string): string =>
  settingWords[key].options?.find((option) => option.key === value)?.label ?? value;
