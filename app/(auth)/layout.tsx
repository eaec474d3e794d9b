import type { ReactNode } from 'react';
import Link from 'next/link';
import { LogoMark } from '@/components/logo';

/** The frame of the pages before the panel: the mark, and one card in the middle. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto flex w-full max-w-md grow flex-col justify-center gap-6 px-4 py-10">
      <div className="flex items-center justify-center gap-3">
        <LogoMark className="size-10" />
        <p className="text-lg font-semibold tracking-tight">
          Puppis <span className="font-normal text-muted">Control Panel</span>
        </p>
      </div>
      {children}
      <p className="text-center text-sm text-muted">
        New here?{' '}
        <Link href="/docs" className="font-medium text-link underline underline-offset-2">
          Read the guides
        </Link>
      </p>
    </main>
  );
}
