'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { passwordRule, type SetupInput } from '@/lib/schemas/account';
import type { Result } from '@/lib/schemas/result';
import { useForm } from '../../_components/use-form';
import { FailureNotice } from '../../_components/failure';
import { redeemInvitationAction, setupAction, signInAction, signUpAction } from '../actions';

const kinds = {
  'sign-in': { action: signInAction, button: 'Sign in', fresh: false },
  'sign-up': { action: signUpAction, button: 'Sign up', fresh: true },
  setup: { action: setupAction, button: 'Create administrator', fresh: true },
  invitation: { action: redeemInvitationAction, button: 'Create account', fresh: true },
} as const;

interface CredentialsFormProps {
  kind: keyof typeof kinds;
  /** Where to go once signed in: a path of ours. */
  next: string;
  /** The secret of the link that led here. */
  token?: string;
  /** The link is for this e-mail. */
  email?: string;
}

/** E-mail and password: to sign in with, or (the others) to sign in with from now on. */
export function CredentialsForm({ kind, next, token, email }: CredentialsFormProps) {
  const router = useRouter();
  const { action, button, fresh } = kinds[kind];
  const { form, pending, wrong, error } = useForm(action as (input: SetupInput) => Promise<Result<void>>, {
    fields: ['email', 'password'],
    onDone: () => router.replace(next as Route),
    leaves: true,
  });
  return (
    <form {...form} className="space-y-5">
      {token ? <input type="hidden" name="token" value={token} /> : null}
      <Field
        name="email"
        type="email"
        label="E-mail"
        defaultValue={email}
        readOnly={email !== undefined}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={wrong('email')}
      />
      <Field
        name="password"
        type="password"
        label="Password"
        hint={fresh ? passwordRule : undefined}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        required
        error={wrong('password')}
      />
      <FailureNotice error={error} />
      <Button type="submit" variant="primary" pending={pending} className="w-full">
        {button}
      </Button>
    </form>
  );
}
