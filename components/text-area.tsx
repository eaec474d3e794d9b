import { useId, type ComponentProps } from 'react';
import { FieldError } from './field';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string;
  /** What is wrong with the text; announced when it appears. */
  error?: string;
}

/** Several lines of text as machines read it, with their label and error. */
export function TextArea({ label, error, ...area }: TextAreaProps) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <textarea
        spellCheck={false}
        autoComplete="off"
        rows={4}
        {...area}
        id={id}
        aria-describedby={error ? `${id}-error` : undefined}
        aria-invalid={error ? true : undefined}
        className="block w-full rounded-lg border border-edge bg-surface px-3 py-2 font-mono text-xs text-ink placeholder:text-muted aria-invalid:border-bad-fill aria-invalid:ring-1 aria-invalid:ring-bad-fill"
      />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
