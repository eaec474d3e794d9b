interface Page {
  /** Fresh for every request: scripts without it do not run. */
  nonce: string;
  /** The public address is https. */
  secure: boolean;
  /** `next dev` evaluates code, adds styles and talks to its own web socket. */
  developing: boolean;
}

/** What the browser may load for a page. */
export function contentSecurityPolicy({ nonce, developing }: Omit<Page, 'secure'>): string {
  const script = `'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ''}`;
  return Object.entries({
    'default-src': "'self'",
    'script-src': script,
    'style-src': developing ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' data:",
    'connect-src': developing ? "'self' ws:" : "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** The headers of every answer. */
export function securityHeaders(page: Page): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(page),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(page.secure && { 'strict-transport-security': 'max-age=31536000' }),
  };
}
