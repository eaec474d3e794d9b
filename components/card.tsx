import type { ComponentProps } from 'react';
import { classes } from './classes';

/** A surface that holds one thing. `as` where it is a landmark or a list item. */
export function Card({
  as: Tag = 'div',
  className,
  ...rest
}: ComponentProps<'div'> & { as?: 'div' | 'section' | 'article' | 'li' }) {
  return (
    <Tag {...(rest as object)} className={classes('rounded-xl border border-line bg-surface shadow-card', className)} />
  );
}

/** The small heading above a value, in capitals as Carina's cards had them. */
export function Eyebrow({ as: Tag = 'p', className, ...rest }: ComponentProps<'p'> & { as?: 'p' | 'span' | 'h3' }) {
  return (
    <Tag
      {...rest}
      className={classes('text-[0.6875rem] font-semibold tracking-[0.09em] text-muted uppercase', className)}
    />
  );
}
