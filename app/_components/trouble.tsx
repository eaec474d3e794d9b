import type { ComponentProps, ReactNode } from 'react';
import { buttonLook, type Look } from '@/components/button';
import { Constellation } from '@/components/constellation';

/** A whole page that says what went wrong and where to go from here. */
export function Trouble({ title, children, actions }: { title: string; children: ReactNode; actions: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-3xl grow items-center gap-12 px-4 py-16 sm:px-6">
      <Constellation className="h-64 shrink-0 text-edge max-sm:hidden" />
      <div className="space-y-4">
        <h1 className="text-3xl font-semibold">{title}</h1>
        <div className="max-w-prose space-y-2 text-muted">{children}</div>
        <div className="flex flex-wrap gap-2 pt-2">{actions}</div>
      </div>
    </main>
  );
}

/**
 * A link out of here that looks like a button and loads the whole document anew, so that nothing of what broke stays. Every page
 * carries what stands in for it in trouble along, which is no place for the router's links.
 */
export function WayOut({ variant, ...rest }: ComponentProps<'a'> & Pick<Look, 'variant'>) {
  return <a {...rest} className={buttonLook({ variant })} />;
}

/** The reference under which the server's log tells what happened. */
export function Reference({ error }: { error: unknown }) {
  const digest = (error as { digest?: string } | undefined)?.digest;
  if (!digest) return null;
  return (
    <p>
      Reference for whoever looks after this installation: <code className="font-mono text-ink">{digest}</code>
    </p>
  );
}
