/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // Native parts of these cannot go through the bundler.
  serverExternalPackages: ['@prisma/adapter-libsql', '@libsql/client', 'libsql', 'archiver', 'node-forge', 'pino'],
};
