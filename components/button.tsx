import type { ComponentProps } from 'react';
import { classes } from './classes';
import { Spinner } from './spinner';

const variants = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent',
  secondary: 'bg-surface text-ink border-edge hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken',
  danger: 'bg-bad text-on-bad border-transparent hover:bg-bad-strong',
} as const;
const sizes = { md: 'min-h-10 px-4 text-sm', sm: 'min-h-8 px-3 text-sm', icon: 'size-9 justify-center' } as const;

export interface Look {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The classes of a button, for an element that has to be something else (an `<a download>`, a `<summary>`). */
export const buttonLook = ({ variant = 'secondary', size = 'md' }: Look, more?: string) =>
  classes(
    'inline-flex cursor-pointer items-center justify-center gap-2 rounded-lg border font-medium whitespace-nowrap transition-colors',
    'aria-disabled:cursor-not-allowed aria-disabled:opacity-55 disabled:cursor-not-allowed disabled:opacity-55',
    variants[variant],
    sizes[size],
    more,
  );

/**
 * A button. While `pending` it keeps its focus, shows a spinner and neither clicks nor submits, so that nothing is sent
 * twice; `blocked` does the same without a spinner (say why with `aria-describedby`).
 */
export function Button({
  variant,
  size,
  pending = false,
  blocked = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ComponentProps<'button'> & Look & { pending?: boolean; blocked?: boolean }) {
  const off = pending || blocked;
  return (
    <button
      {...rest}
      type={off ? 'button' : type}
      onClick={off ? undefined : onClick}
      aria-disabled={off || undefined}
      className={buttonLook({ variant, size }, className)}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
}
