import type { ComponentProps } from 'react';
import { classes } from './classes';

interface SwitchProps extends Omit<ComponentProps<'button'>, 'onChange' | 'children'> {
  checked: boolean;
  /** Read out as the switch's name; shown by the caller where there is room. */
  label: string;
  pending?: boolean;
  onChange: (checked: boolean) => void;
}

/** An on/off switch that says its state in words as well as in colour. */
export function Switch({ checked, label, pending = false, onChange, className, ...rest }: SwitchProps) {
  return (
    <button
      {...rest}
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : () => onChange(!checked)}
      className={classes(
        'group inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-full text-sm font-medium aria-busy:cursor-progress disabled:cursor-not-allowed disabled:opacity-55',
        className,
      )}
    >
      <span className="relative h-5 w-9 rounded-full bg-edge transition-colors group-aria-checked:bg-accent">
        <span className="absolute top-0.5 left-0.5 size-4 rounded-full bg-surface transition-transform group-aria-checked:translate-x-4" />
      </span>
      <span aria-hidden="true" className="w-6 text-left">
        {checked ? 'On' : 'Off'}
      </span>
    </button>
  );
}
