'use client';

import { useId, useState, type ReactNode } from 'react';
import { Icon } from './icon';

/** A small "i" that explains a word. Opens by click or key, closes by Esc, a second click, or going elsewhere. */
export function Hint({ about, children }: { about: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <span className="relative inline-flex" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        aria-label={`About ${about}`}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
        className="-my-1 inline-flex size-6 cursor-pointer items-center justify-center rounded-full text-muted hover:text-ink"
      >
        <Icon name="info" className="size-3.5" />
      </button>
      <span role="status">
        {open ? (
          <span
            id={id}
            className="absolute bottom-full left-1/2 z-20 mb-1.5 w-56 -translate-x-1/2 rounded-lg bg-bar px-3 py-2 text-sm font-normal tracking-normal text-bar-ink normal-case shadow-float"
          >
            {children}
          </span>
        ) : null}
      </span>
    </span>
  );
}
