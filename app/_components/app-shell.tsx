import type { ReactNode } from 'react';
import { TopBar } from '@/components/top-bar';
import { currentSession } from '@/lib/auth/session';
import { signOut } from './sign-out';

/** The frame of every page inside the panel: the bar above, the content in the middle, a line at the foot. */
export async function AppShell({ children }: { children: ReactNode }) {
  const session = await currentSession();
  const user = session ? { email: session.email, admin: session.actor.role === 'admin' } : null;
  return (
    <>
      <TopBar user={user} signOut={signOut} />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-4 py-8 outline-none sm:px-6 sm:py-10">
        {children}
      </main>
      <footer className="mx-auto w-full max-w-6xl px-4 pb-6 text-xs text-muted sm:px-6">
        Puppis, the stern of the ship Argo. Its keel is Carina.
      </footer>
    </>
  );
}
