'use client';

import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Result } from '@/lib/schemas/result';
import { useAct } from './use-act';

/**
 * A form whose fields go to a server action under their names, once at a time. What was typed stays; when something is
 * wrong with a field, that field has the focus. With `leaves` the form stays pending after it worked: the page changes.
 */
export function useForm<I, T>(
  action: (input: I) => Promise<Result<T>>,
  { fields, onDone, leaves = false }: { fields: readonly string[]; onDone: (data: T) => void; leaves?: boolean },
) {
  const { run, pending, error } = useAct(action);
  const [left, setLeft] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const beside = error?.field !== undefined && fields.includes(error.field) ? error.field : undefined;

  useEffect(() => {
    if (error && beside) form.current?.querySelector<HTMLElement>(`[name="${beside}"]`)?.focus();
  }, [error, beside]);

  const send = async (element: HTMLFormElement) => {
    const answer = await run(Object.fromEntries(new FormData(element)) as I);
    if (!answer) return;
    setLeft(leaves);
    onDone(answer.data);
  };
  return {
    /** For the `<form>`. POST, so that a form sent before the page is alive puts no password into the address. */
    form: {
      ref: form,
      method: 'post' as const,
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        void send(event.currentTarget);
      },
    },
    pending: pending || left,
    /** It did not work the last time. */
    failed: error !== undefined,
    /** What is wrong with a field. */
    wrong: (field: string) => (beside === field ? error?.message : undefined),
    /** What is wrong with the whole. */
    error: beside ? undefined : error,
  };
}
