import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/page-header';
import { guides } from '@/lib/domain/guides';

export const metadata: Metadata = { title: 'Documentation' };

export default function DocsPage() {
  return (
    <>
      <PageHeader title="Documentation" lead="Four short guides, best read in this order." />
      <ol className="grid gap-4 sm:grid-cols-2">
        {guides.map(({ slug, title, lead }, index) => (
          <li key={slug}>
            <Link
              href={`/docs/${slug}`}
              className="flex h-full gap-4 rounded-xl border border-line bg-surface p-5 shadow-card transition-colors hover:border-accent"
            >
              <span aria-hidden="true" className="text-2xl font-semibold text-link tabular-nums">
                {index + 1}
              </span>
              <span>
                <span className="block font-semibold">{title}</span>
                <span className="mt-1 block text-sm text-muted">{lead}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </>
  );
}
