import { z } from 'zod';

/** Compared and stored in lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Give your e-mail address.')
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('This is not an e-mail address.'));

export const passwordRule = 'At least 10 characters. Longer is stronger than stranger.';
export const newPassword = z
  .string()
  .min(10, 'A password has at least 10 characters.')
  .max(256, 'A password has at most 256 characters.');
/** What is typed to prove a password; its rules held when it was set. */
const anyPassword = z.string().min(1, 'Give your password.').max(256, 'A password has at most 256 characters.');

export const signInInput = z.object({ email, password: anyPassword });
export const signUpInput = z.object({ email, password: newPassword });
/** The secret of a link that works once. */
export const token = z.string().min(1).max(100);
export const setupInput = signUpInput.extend({ token });
export const changePasswordInput = z.object({ currentPassword: anyPassword, newPassword });

/** An empty field means: as the installation has it. */
const limit = (least: number, what: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    z.coerce
      .number(`Give ${what} as a whole number.`)
      .int(`Give ${what} as a whole number.`)
      .min(least, `The least is ${least}.`)
      .max(100, 'The most is 100.')
      .nullable(),
  );
export const role = z.enum(['admin', 'member']);
const userId = z.string().min(1).max(40);
export const setLimitsInput = z.object({
  userId,
  maxClusters: limit(0, 'the clusters'),
  maxSegments: limit(1, 'the segments'),
});
export const setDisabledInput = z.object({ userId, disabled: z.boolean() });
export const setRoleInput = z.object({ userId, role });
export const userIdInput = z.object({ userId });
/** `email` is what the administrator typed to confirm. */
export const deleteAccountInput = z.object({ userId, email: z.string() });

export type SignInInput = z.input<typeof signInInput>;
export type SignUpInput = z.input<typeof signUpInput>;
export type SetupInput = z.input<typeof setupInput>;
export type ChangePasswordInput = z.input<typeof changePasswordInput>;
export type SetLimitsInput = z.input<typeof setLimitsInput>;
export type SetDisabledInput = z.input<typeof setDisabledInput>;
export type SetRoleInput = z.input<typeof setRoleInput>;
export type DeleteAccountInput = z.input<typeof deleteAccountInput>;

export interface AccountDto {
  id: string;
  email: string;
  role: 'admin' | 'member';
  /** False when the person signs in elsewhere only. */
  hasPassword: boolean;
  /** The providers that sign in as this account: github, oidc. */
  providers: string[];
  limits: { clusters: number; segmentsPerCluster: number };
  clusters: number;
}

export interface UserDto {
  id: string;
  email: string;
  role: 'admin' | 'member';
  clusters: number;
  /** Null: the installation's. */
  maxClusters: number | null;
  maxSegments: number | null;
  disabled: boolean;
  /** Its clusters are being deleted; it goes with the last of them. */
  leaving: boolean;
  createdAt: string;
}

/** What the table of users shows; `defaults` are the limits of those without their own. */
export interface UserListDto {
  users: UserDto[];
  defaults: { clusters: number; segmentsPerCluster: number };
}
