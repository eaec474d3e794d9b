'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';
import { signInElsewhereAction } from '../actions';

interface ProviderButtonsProps {
  providers: { id: 'github' | 'oidc'; name: string }[];
  /** Where to come back to. */
  next: string;
}

/** A button for each other place that people may sign in at. */
export function ProviderButtons({ providers, next }: ProviderButtonsProps) {
  const { run, error } = useAct(signInElsewhereAction);
  const [chosen, setChosen] = useState<string>();
  const go = async (provider: 'github' | 'oidc') => {
    setChosen(provider);
    const answer = await run({ provider, next });
    if (answer) window.location.assign(answer.data);
    else setChosen(undefined);
  };
  return (
    <div className="space-y-3">
      {providers.map(({ id, name }) => (
        <Button
          key={id}
          className="w-full"
          pending={chosen === id}
          blocked={chosen !== undefined}
          onClick={() => void go(id)}
        >
          Sign in with {name}
        </Button>
      ))}
      <FailureNotice error={error} />
    </div>
  );
}
