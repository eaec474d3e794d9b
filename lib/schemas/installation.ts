import { z } from 'zod';
import { mostSegments } from '../domain/cluster';
import { lifeKeys } from '../domain/credential';
import type { InstallationKey, InstallationSettings } from '../domain/installation';

const count = (least: number, most: number) =>
  z.coerce
    .number<string>('Give a whole number.')
    .int('Give a whole number.')
    .min(least, `The least is ${least}.`)
    .max(most, `The most is ${most}.`);

/** As a form sends it and as the database has it: text → value. */
export const installationValues: { readonly [Key in InstallationKey]: z.ZodType<InstallationSettings[Key], string> } = {
  signUp: z.enum(['open', 'closed'], 'Choose open or closed.'),
  maxClusters: z.string().trim().min(1, 'Give a whole number.').pipe(count(0, 1000)),
  maxSegments: z.string().trim().min(1, 'Give a whole number.').pipe(count(1, mostSegments)),
  maxCredentialLife: z.enum(lifeKeys, 'Choose one of the lives.'),
  caKeyInBundles: z.enum(['true', 'false'], 'Choose yes or no.').transform((value) => value === 'true'),
};
export const installationKeys = Object.keys(installationValues) as [InstallationKey, ...InstallationKey[]];
