import { Readable } from 'node:stream';
import { route } from '@/lib/route';
import { redeemBundle } from '@/lib/services/credentials/redeem';

/** The one-time download. The names of clusters need no escaping in a header: they are letters, digits and hyphens. */
export const GET = route<{ token: string }>(async (ctx, { token }) => {
  const { fileName, stream } = await redeemBundle(ctx, token);
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
