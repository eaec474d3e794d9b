import type { ReactNode } from 'react';
import Link from 'next/link';
import type { Route } from 'next';
import { Icon } from './icon';

interface PageHeaderProps {
  title: ReactNode;
  /** Where "back" leads, and what it says. */
  back?: { href: Route; label: string };
  /** One line under the title. */
  lead?: ReactNode;
  /** Buttons at the end of the line. */
  actions?: ReactNode;
}

/** The top of a page: the way back, its only h1, and what can be done with the whole of it. */
export function PageHeader({ title, back, lead, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 space-y-3 sm:mb-8">
      {back ? (
        <Link
          href={back.href}
          className="inline-flex min-h-6 items-center gap-1.5 text-sm font-medium text-link hover:underline"
        >
          <Icon name="left" /> {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-1">
          <h1 className="text-2xl font-semibold wrap-anywhere sm:text-3xl">{title}</h1>
          {lead ? <div className="max-w-prose text-muted">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  );
}
