import type { ReactNode } from 'react';
import { classes } from './classes';
import { Icon } from './icon';

const tones = {
  info: 'border-accent/40 bg-accent-soft text-ink [&>svg]:text-link',
  success: 'border-good/40 bg-good-soft text-ink [&>svg]:text-good',
  warning: 'border-busy/40 bg-busy-soft text-ink [&>svg]:text-busy',
  error: 'border-bad/40 bg-bad-soft text-ink [&>svg]:text-bad',
} as const;

interface NoticeProps {
  tone?: keyof typeof tones;
  title?: string;
  /** Give it when the notice appears after something the person did: `alert` interrupts, `status` waits. */
  role?: 'alert' | 'status';
  className?: string;
  children: ReactNode;
}

/** Something to know: a fact, a success, a warning or an error. */
export function Notice({ tone = 'info', title, role, className, children }: NoticeProps) {
  return (
    <div role={role} className={classes('flex gap-3 rounded-lg border px-4 py-3 text-sm', tones[tone], className)}>
      <Icon name={tone} className="mt-px size-5 shrink-0" />
      <div className="min-w-0 space-y-1 wrap-anywhere">
        {title ? <p className="font-semibold">{title}</p> : null}
        <div>{children}</div>
      </div>
    </div>
  );
}
