import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cache } from 'react';
import { Marked, type Tokens } from 'marked';
import type { GuideSlug } from '@/lib/domain/guides';
import './prose.css';

const slugOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-');

/** Headings can be linked to; code and tables scroll by themselves and can be reached by keyboard. */
const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth, text }: Tokens.Heading) {
      return `<h${depth} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    table(token: Tokens.Table) {
      const row = (cells: Tokens.TableCell[], tag: 'th' | 'td') =>
        `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
      const body = token.rows.map((cells) => row(cells, 'td')).join('');
      return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table><thead>${row(token.header, 'th')}</thead><tbody>${body}</tbody></table></div>\n`;
    },
  },
  hooks: {
    postprocess: (html) => html.replaceAll('<pre>', '<pre tabindex="0">'),
  },
});

const render = cache(async (slug: GuideSlug) =>
  marked.parse(await readFile(path.join(process.cwd(), 'app/docs/_guides', `${slug}.md`), 'utf8')),
);

/** A guide's text. The Markdown is part of Puppis, never anybody's input: it may be set as HTML. */
export async function Guide({ slug }: { slug: GuideSlug }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: await render(slug) }} />;
}
