'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { classes } from '@/components/classes';

const rooms = [
  { href: '/admin/users', label: 'Users' },
  { href: '/admin/clusters', label: 'Clusters' },
  { href: '/admin/credentials', label: 'Credentials' },
  { href: '/admin/audit', label: 'Audit' },
  { href: '/admin/settings', label: 'Settings' },
] as const;

/** The rooms of the administration. */
export function AdminNav() {
  const here = usePathname();
  return (
    <nav aria-label="Administration" className="mb-6 flex flex-wrap gap-1 border-b border-line pb-2">
      {rooms.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? 'page' : undefined}
          className={classes(
            'inline-flex min-h-9 items-center rounded-lg px-3 text-sm font-medium',
            here === href ? 'bg-accent-soft text-ink' : 'text-muted hover:bg-sunken hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
