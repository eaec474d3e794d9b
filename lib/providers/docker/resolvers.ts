import { readFile } from 'node:fs/promises';

/** The name servers of a resolv.conf that a container can reach too: those on the loopback are left out. */
export function resolversOf(text: string): string[] {
  const servers = text.split('\n').map((line) => /^\s*nameserver\s+([^\s#;]+)/.exec(line)?.[1]);
  return servers.filter((server) => server !== undefined).filter((server) => !/^(127\.|::1$|fe80:)/i.test(server));
}

/** systemd-resolved keeps the real servers in a second file; the first then names only its own loopback address. */
const files = ['/etc/resolv.conf', '/run/systemd/resolve/resolv.conf'];

/** This machine's name servers; empty when it has none that a container could reach. */
export async function hostResolvers(): Promise<string[]> {
  for (const file of files) {
    const found = resolversOf(await readFile(file, 'utf8').catch(() => ''));
    if (found.length > 0) return found;
  }
  return [];
}
