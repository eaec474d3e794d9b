import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string;
  /** A sentence under the label, always shown. */
  hint?: ReactNode;
  /** What is wrong with the value; announced when it appears. */
  error?: string;
  /** The value breaks the rule that the hint tells: the hint itself then says so, since a new line would move what is being clicked. */
  broken?: boolean;
}

/** An input with its label, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, broken, className, ...input }: FieldProps) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ');
  return (
    <div className={classes('space-y-1.5', className)}>
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {hint ? <FieldHint id={`${id}-hint`} hint={hint} broken={broken} /> : null}
      <input
        {...input}
        id={id}
        aria-describedby={describedBy || undefined}
        aria-invalid={error || broken ? true : undefined}
        className="block min-h-11 w-full rounded-lg border border-edge bg-surface px-3 text-base text-ink placeholder:text-muted aria-invalid:border-bad-fill aria-invalid:ring-1 aria-invalid:ring-bad-fill"
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

function FieldHint({ id, hint, broken }: { id: string; hint: ReactNode; broken?: boolean }) {
  if (broken === undefined)
    return (
      <p id={id} className="text-sm text-muted">
        {hint}
      </p>
    );
  return (
    <p
      id={id}
      aria-live="polite"
      className={classes('flex items-start gap-1.5 text-sm', broken ? 'text-bad' : 'text-muted')}
    >
      <Icon name={broken ? 'warning' : 'info'} className="mt-0.5 size-4 shrink-0" />
      <span>
        {broken ? <span className="sr-only">Not like this. </span> : null}
        {hint}
      </span>
    </p>
  );
}

/** The line under a field that says what is wrong. The region is always there, so that a change of it is read out. */
export function FieldError({ id, error }: { id: string; error?: string }) {
  return (
    <div id={id} aria-live="polite">
      {error ? (
        <p className="flex items-start gap-1.5 text-sm font-medium text-bad">
          <Icon name="warning" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      ) : null}
    </div>
  );
}
