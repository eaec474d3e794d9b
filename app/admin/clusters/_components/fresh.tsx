'use client';

import { useEffect } from 'react';
import { useRouter } from 'next/navigation';

/** Asks for the page anew every few seconds while somebody looks at it; open dialogs and what is typed stay. */
export function Fresh({ everyMs = 5_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), everyMs);
    return () => clearInterval(timer);
  }, [router, everyMs]);
  return null;
}
