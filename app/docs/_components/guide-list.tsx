'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { guides } from '@/lib/domain/guides';

/** The way between the guides, beside each of them. */
export function GuideList() {
  const here = usePathname();
  return (
    <nav aria-label="Guides">
      <ol className="flex flex-wrap gap-1 text-sm lg:flex-col">
        {guides.map(({ slug, title }) => (
          <li key={slug}>
            <Link
              href={`/docs/${slug}`}
              aria-current={here === `/docs/${slug}` ? 'page' : undefined}
              className="block rounded-lg px-3 py-2 text-muted hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {title}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
