import { useId, type ReactNode } from 'react';
import { Button } from './button';
import { FieldError } from './field';
import { Icon } from './icon';

interface StepperProps {
  label: string;
  hint?: ReactNode;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  error?: string;
}

/** A small whole number, changed one at a time. */
export function Stepper({ label, hint, value, min, max, onChange, error }: StepperProps) {
  const id = useId();
  const change = (by: number) => onChange(Math.min(max, Math.max(min, value + by)));
  return (
    <div
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={`${id}-hint ${id}-error`}
      className="space-y-1.5"
    >
      <p id={`${id}-label`} className="text-sm font-medium">
        {label}
      </p>
      <p id={`${id}-hint`} className="text-sm text-muted">
        {hint}
      </p>
      <div className="flex items-center gap-2 pt-1">
        <Button size="icon" aria-label={`One fewer (${label})`} blocked={value <= min} onClick={() => change(-1)}>
          <Icon name="minus" />
        </Button>
        <output aria-live="polite" className="w-10 text-center text-lg font-semibold tabular-nums">
          {value}
        </output>
        <Button size="icon" aria-label={`One more (${label})`} blocked={value >= max} onClick={() => change(1)}>
          <Icon name="plus" />
        </Button>
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
