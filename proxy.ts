import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { pathHeader } from './lib/auth/path-header';
import { env } from './lib/env';
import { securityHeaders } from './lib/security-headers';

/**
 * Security headers for every answer, with a fresh nonce that Next reads out of the request's policy. Nothing is allowed
 * or refused here: pages and services check who is asking.
 */
export function proxy(request: NextRequest): NextResponse {
  const { PUPPIS_PUBLIC_URL, NODE_ENV } = env();
  const nonce = randomBytes(16).toString('base64');
  const secure = PUPPIS_PUBLIC_URL.startsWith('https://');
  const answer = securityHeaders({ nonce, secure, developing: NODE_ENV === 'development' });

  const headers = new Headers(request.headers);
  headers.set('content-security-policy', answer['content-security-policy']!);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(answer)) response.headers.set(name, value);
  return response;
}

export const config = { matcher: '/((?!_next/static/|_next/image).*)' };
