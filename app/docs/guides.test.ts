import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findGuide, guides } from '@/lib/domain/guides';

const folder = path.join(import.meta.dirname, '_guides');
const read = (slug: string) => readFileSync(path.join(folder, `${slug}.md`), 'utf8');

test('every guide has its text, and every text is a guide', () => {
  expect(readdirSync(folder).sort()).toEqual(guides.map(({ slug }) => `${slug}.md`).sort());
});

test.each(guides.map(({ slug }) => slug))(
  '%s leads only to pages that there are, under headings of its own',
  (slug) => {
    const text = read(slug);
    const links = [...text.matchAll(/\]\((\/[^)#]*)/g)].map(([, link]) => link!);
    for (const link of links) {
      const guide = /^\/docs\/(.+)$/.exec(link)?.[1];
      expect(guide ? findGuide(guide) : existsSync(path.join(import.meta.dirname, '..', link)), link).toBeTruthy();
    }
    expect(text.match(/^# /m), 'the page has its h1').toBeNull();
  },
);
