/** Files of the build need no policy, which pages get from proxy.ts. */
const fileHeaders = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
];

/** The panel's public address, which scripts/start/roles.mjs sets: a proxy in front may tell us another host name than browsers see. */
const publicUrl = process.env.NEXTAUTH_URL;

/** @type {import('next').NextConfig} */
export default {
  headers: async () => [{ source: '/_next/static/:path*', headers: fileHeaders }],
  experimental: { serverActions: { allowedOrigins: publicUrl ? [new URL(publicUrl).host] : [] } },
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  typescript: { ignoreBuildErrors: true }, // `npm run types` checks them, tests included; a start need not
  // Native parts of these cannot go through the bundler.
  serverExternalPackages: ['@prisma/adapter-libsql', '@libsql/client', 'libsql', 'archiver', 'node-forge', 'pino'],
};
