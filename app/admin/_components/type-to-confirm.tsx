'use client';

import { useState, type ReactNode } from 'react';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Field } from '@/components/field';
import type { Result } from '@/lib/schemas/result';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

interface TypeToConfirmProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What is lost. */
  children: ReactNode;
  /** What has to be typed, what it is, and the field of the action that it goes to. */
  expected: string;
  label: string;
  field: string;
  button: string;
  action: (typed: string) => Promise<Result<unknown>>;
}

/** Asks for something to be typed before it does what cannot be undone. */
export function TypeToConfirm({ open, onClose, title, ...rest }: TypeToConfirmProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <ConfirmForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = Omit<TypeToConfirmProps, 'open' | 'title'>;

function ConfirmForm({ onClose, children, expected, label, field, button, action }: FormProps) {
  const { run, pending, error } = useAct(action);
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === expected;
  const go = async () => {
    if (matches && (await run(typed))) onClose();
  };
  const beside = error?.field === field ? error.message : undefined;
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      {children}
      <Field
        label={label}
        hint={<span className="font-mono text-ink wrap-anywhere">{expected}</span>}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={beside}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <FailureNotice error={beside ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="danger" pending={pending} disabled={!matches}>
          {button}
        </Button>
      </DialogFooter>
    </form>
  );
}
