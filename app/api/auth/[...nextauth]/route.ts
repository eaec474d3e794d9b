import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/options';

/** next-auth's own endpoints: the way to GitHub and the OIDC provider and back. */
const handler = async (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(request, context, await authOptions());

export { handler as GET, handler as POST };
