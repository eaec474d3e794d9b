'use client';

import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { classes } from './classes';

interface TabsProps<K extends string> {
  /** What is chosen between, for screen readers. */
  label: string;
  tabs: readonly { key: K; label: string }[];
  chosen: K;
  onChoose: (key: K) => void;
  /** The chosen tab's content. */
  children: ReactNode;
}

/** Tabs by the book: one stop for the Tab key, arrow keys between them. */
export function Tabs<K extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<K>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    onChoose(next.key);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className="flex flex-wrap gap-1">
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            data-tab={tab.key}
            aria-selected={tab.key === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.key === chosen ? 0 : -1}
            onClick={() => onChoose(tab.key)}
            className={classes(
              'min-h-8 cursor-pointer rounded-lg px-3 text-sm font-medium',
              tab.key === chosen ? 'bg-accent-soft text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </div>
  );
}
