'use client';

import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import type { Result } from '@/lib/schemas/result';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

interface ActButtonProps<I> {
  action: (input: I) => Promise<Result<unknown>>;
  input: I;
  /** Says on whom or what, for screen readers. */
  label: string;
  /** Said once it worked, where nothing else on the page shows it. */
  done?: string;
  children: ReactNode;
}

/** A button that does one thing at once, and says why when it could not. */
export function ActButton<I>({ action, input, label, done, children }: ActButtonProps<I>) {
  const { run, pending, error } = useAct(action);
  const [worked, setWorked] = useState(false);
  const act = async () => {
    setWorked(false);
    setWorked((await run(input)) !== undefined);
  };
  return (
    <div className="space-y-2 max-lg:inline-block max-lg:pr-2">
      <Button size="sm" pending={pending} aria-label={label} onClick={() => void act()}>
        {children}
      </Button>
      {done ? (
        <p role="status" className="text-sm font-medium text-good">
          {worked ? done : ''}
        </p>
      ) : null}
      <FailureNotice error={error} />
    </div>
  );
}
