/** The request header in which proxy.ts tells pages their own path and query. */
export const pathHeader = 'x-puppis-path';
