import { Readable } from 'node:stream';
import { route } from '@/lib/route';
import { auditFilter, auditFormat } from '@/lib/schemas/audit';
import { exportAudit } from '@/lib/services/audit/export';

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' };

/** The audit as a file, by the same filters as its pages: `format=csv` or `format=json`. */
export const GET = route(async (ctx, _params, request) => {
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const format = auditFormat.parse(query.format);
  const pieces = await exportAudit(ctx, auditFilter.parse(query), format);
  const text = Readable.toWeb(Readable.from(pieces)) as ReadableStream<string>;
  return new Response(text.pipeThrough(new TextEncoderStream()), {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="audit.${format}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
