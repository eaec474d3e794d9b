'use client';

import { useState } from 'react';
import { Button } from './button';
import { Icon } from './icon';

interface CopyButtonProps {
  text: string;
  /** Names it for screen readers: "Copy <what>". */
  what: string;
  /** Only the drawing where there is little room. */
  compact?: boolean;
  className?: string;
}

/** Puts `text` on the clipboard and says so. */
export function CopyButton({ text, what, compact = false, className }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    const done = await copyText(text);
    setState(done ? 'copied' : 'failed');
    setTimeout(() => setState('idle'), 2500);
  };
  return (
    <>
      <Button size="sm" variant="secondary" className={className} onClick={copy} aria-label={`Copy ${what}`}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
        <span className={compact ? 'w-12 text-left max-sm:sr-only' : 'w-12 text-left'}>
          {state === 'copied' ? 'Copied' : 'Copy'}
        </span>
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? `Copied ${what}` : state === 'failed' ? 'Could not copy: select the text instead' : ''}
      </span>
    </>
  );
}

/** The clipboard API is missing on plain-http addresses other than localhost; the old way still works there. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement as HTMLElement | null;
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'sr-only';
    (focused?.closest('dialog') ?? document.body).append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    focused?.focus();
    return done;
  }
}
