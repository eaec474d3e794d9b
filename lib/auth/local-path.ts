/**
 * Where to go after signing in. Only a path of our own: anything that a browser would take for another site
 * (`//host`, `/\host`, a scheme, control signs) becomes `/clusters`.
 */
export function localPath(next: unknown, fallback = '/clusters'): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return fallback;
  const url = new URL(next, 'http://here.invalid');
  // `/..//host` becomes `//host` on the way.
  return url.pathname.startsWith('//') ? fallback : `${url.pathname}${url.search}`;
}
