import { Readable } from 'node:stream';
import { z } from 'zod';
import { bundleFormats } from '@/lib/domain/credential';
import { DomainError } from '@/lib/domain/errors';
import { route } from '@/lib/route';
import { redeemBundle } from '@/lib/services/credentials/redeem';

const formatParam = z.enum(bundleFormats);

/** The one-time download. The names of clusters need no escaping in a header: they are letters, digits and hyphens. */
export const GET = route<{ token: string }>(async (ctx, { token }, request) => {
  const format = formatParam.parse(request.nextUrl.searchParams.get('format') ?? 'zip');
  const found = await redeemBundle(ctx, token, format).catch((error: unknown) => inWords(error, request));
  if (found instanceof Response) return found;
  const { fileName, contentType, stream } = found;
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});

/** Who opens a link in a browser that works no longer reads a sentence, not JSON. */
function inWords(error: unknown, request: Request): Response {
  const inBrowser = request.headers.get('accept')?.includes('text/html');
  if (!inBrowser || !(error instanceof DomainError && error.code === 'link_used')) throw error;
  return new Response(error.message, { status: 410, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
