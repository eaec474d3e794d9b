import type { ReactNode } from 'react';
import { Card } from '@/components/card';

/** The card of a page before the panel, with the page's only h1. */
export function AuthCard({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <Card as="section" className="space-y-5 p-5 sm:p-7">
      <header className="space-y-1">
        <h1 className="text-2xl font-semibold">{title}</h1>
        {lead ? <p className="text-muted">{lead}</p> : null}
      </header>
      {children}
    </Card>
  );
}
