'use client';

import { useCallback, useRef, useState } from 'react';
import type { Result } from '@/lib/schemas/result';
import { toSignIn } from './to-sign-in';

type Failure = Extract<Result<unknown>, { ok: false }>['error'];

const noAnswer: Failure = {
  code: 'internal',
  message: 'Puppis did not answer. Check the connection, then try again.',
};

/** A wrong password has the same code, and a field. */
const sessionEnded = ({ code, field }: Failure) => code === 'unauthenticated' && field === undefined;

/**
 * Runs a server action, one at a time: while one is under way `run` does nothing, so that nothing is sent twice.
 * `run` resolves to the action's data, or to undefined when it failed (`error` then says why).
 */
export function useAct<I, T>(action: (input: I) => Promise<Result<T>>) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Failure>();
  const busy = useRef(false);

  const run = useCallback(
    async (input: I): Promise<{ data: T } | undefined> => {
      if (busy.current) return undefined;
      busy.current = true;
      setPending(true);
      setError(undefined);
      const result = await action(input).catch(() => ({ ok: false as const, error: noAnswer }));
      busy.current = false;
      setPending(false);
      if (result.ok) return { data: result.data };
      if (sessionEnded(result.error)) toSignIn();
      setError(result.error);
      return undefined;
    },
    [action],
  );
  return { run, pending, error };
}
