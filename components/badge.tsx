import type { ReactNode } from 'react';
import { classes } from './classes';

const tones = {
  good: 'bg-good-soft text-good [&>i]:bg-good-fill',
  busy: 'bg-busy-soft text-busy [&>i]:bg-busy-fill',
  bad: 'bg-bad-soft text-bad [&>i]:bg-bad-fill',
  plain: 'bg-sunken text-muted [&>i]:bg-edge',
} as const;
export type Tone = keyof typeof tones;

/** A word with a light beside it. `moving` makes the light swell: something is under way. */
export function Badge({
  tone = 'plain',
  moving = false,
  children,
}: {
  tone?: Tone;
  moving?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold whitespace-nowrap',
        tones[tone],
      )}
    >
      <i className={classes('size-2 rounded-full', moving && 'animate-swell')} />
      {children}
    </span>
  );
}
