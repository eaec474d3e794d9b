import type { ReactNode } from 'react';

export function Steps({ children }: { children: ReactNode }) {
  return <ol className="mt-4 space-y-5">{children}</ol>;
}

/** One of a few things to do, one after the other. */
export function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3">
      <span
        aria-hidden="true"
        className="flex size-8 items-center justify-center rounded-full bg-accent-soft font-semibold text-link tabular-nums"
      >
        {number}
      </span>
      <div>
        <h3 className="mb-2 pt-1 font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}
