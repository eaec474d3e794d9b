import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { PageHeader } from '@/components/page-header';
import { findGuide, guides } from '@/lib/domain/guides';
import { GuideList } from '../_components/guide-list';
import { Guide } from '../_components/markdown';

interface Props {
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const guide = findGuide((await params).slug);
  return guide ? { title: guide.title, description: guide.lead } : {};
}

export default async function GuidePage({ params }: Props) {
  const guide = findGuide((await params).slug);
  if (!guide) notFound();
  const at = guides.indexOf(guide);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <aside className="lg:sticky lg:top-6">
        <GuideList />
      </aside>
      <article className="min-w-0">
        <PageHeader title={guide.title} lead={guide.lead} />
        <Guide slug={guide.slug} />
        <nav
          aria-label="Next guides"
          className="mt-12 flex max-w-[68ch] flex-wrap justify-between gap-4 border-t border-line pt-5 text-sm"
        >
          <Turn guide={guides[at - 1]} word="Before" />
          <Turn guide={guides[at + 1]} word="Next" />
        </nav>
      </article>
    </div>
  );
}

function Turn({ guide, word }: { guide: (typeof guides)[number] | undefined; word: string }) {
  if (!guide) return <span />;
  return (
    <Link href={`/docs/${guide.slug}`} className="font-medium text-link hover:underline">
      <span className="block text-xs font-normal text-muted">{word}</span>
      {guide.title}
    </Link>
  );
}
