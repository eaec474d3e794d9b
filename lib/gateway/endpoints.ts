import type { TLSSocket } from 'node:tls';
import type { Log } from '../log';
import type { Authority } from '../pki/authority';
import { unseal } from '../pki/seal';
import type { Secret } from '../pki/secret';
import type { Database } from '../repositories/client';
import { findAuthority, markEndpointReady, markEndpointTrouble, type EndpointRow } from '../repositories/gateway';
import type { Handshakes } from './handshakes';
import { openListener, type Listener } from './listeners';

export interface EndpointOptions {
  readonly db: Database;
  /** The installation's secret as it is now, which sealed the clusters' CA keys. */
  readonly secret: () => Secret;
  readonly bind: string;
  readonly names: readonly string[];
  readonly log: Log;
  /** The handshakes at all ports. */
  readonly handshakes: Handshakes;
  readonly handshakeMs: number;
  readonly onClient: (clusterId: string, client: TLSSocket) => void;
  readonly onClosed: (clusterId: string) => void;
}

/** Keeps one port open for each cluster, and its row saying so. */
export class Endpoints {
  private readonly listeners = new Map<string, Listener>();
  /** When the CA was made that each listener shows: another is shown as soon as there is one. */
  private readonly authorities = new Map<string, number | undefined>();
  private readonly troubles = new Map<string, string>();

  constructor(private readonly options: EndpointOptions) {}

  /** Makes the open ports what `rows` say. A cluster whose port cannot be opened is tried again with the next pass. */
  async converge(rows: readonly EndpointRow[], now: Date): Promise<void> {
    const ports = new Map(rows.map((row) => [row.id, row.gatewayPort]));
    for (const [id, listener] of this.listeners) if (ports.get(id) !== listener.port) await this.close(id, listener);
    for (const id of this.troubles.keys()) if (!ports.has(id)) this.troubles.delete(id);
    for (const row of rows) await this.settle(row, now).catch((error: Error) => this.complain(row, error));
  }

  /** Frees the ports; connections stay. */
  stopAccepting(): void {
    for (const listener of this.listeners.values()) listener.stopAccepting();
  }

  async closeAll(): Promise<void> {
    await Promise.all(Array.from(this.listeners, ([id, listener]) => this.close(id, listener)));
  }

  private async settle(row: EndpointRow, now: Date): Promise<void> {
    const listener = this.listeners.get(row.id);
    if (!listener) await this.open(row, now);
    else if (listener.renewAt() <= now || this.authorities.get(row.id) !== row.authority?.createdAt.getTime())
      await this.renew(row.id, listener, now);
    this.authorities.set(row.id, row.authority?.createdAt.getTime());
    if (!row.endpointReadyAt) await markEndpointReady(this.options.db, row.id, now);
  }

  private async open({ id, gatewayPort: port }: EndpointRow, now: Date): Promise<void> {
    const { bind, names, log, handshakes, handshakeMs, onClient } = this.options;
    const authority = await this.authority(id);
    if (!authority) return;
    const listener = await openListener({
      ...{ port, bind, names, authority, now, handshakes, handshakeMs },
      onClient: (client) => onClient(id, client),
      onTrouble: (error) => log.error({ clusterId: id, port, err: error }, 'a connection was not accepted'),
      onFailure: (failure) => log.info({ clusterId: id, ...failure }, 'handshake failed'),
    });
    this.listeners.set(id, listener);
    this.troubles.delete(id);
    log.info({ clusterId: id, port }, 'listening');
  }

  private async renew(id: string, listener: Listener, now: Date): Promise<void> {
    const authority = await this.authority(id);
    if (!authority) return;
    listener.renew(authority, now);
    this.options.log.info({ clusterId: id, renewAt: listener.renewAt() }, 'certificate renewed');
  }

  private async close(id: string, listener: Listener): Promise<void> {
    this.listeners.delete(id);
    this.authorities.delete(id);
    await listener.close();
    this.options.onClosed(id);
    this.options.log.info({ clusterId: id, port: listener.port }, 'closed');
  }

  private async authority(id: string): Promise<Authority | undefined> {
    const row = await findAuthority(this.options.db, id);
    if (!row) return undefined;
    const keyPem = unseal(this.options.secret(), { subject: id, purpose: 'cluster-ca' }, row.sealedKey);
    return { certPem: row.certPem, keyPem };
  }

  /** Says what is wrong once, not every second, and lets the row tell that nobody answers at this port. */
  private async complain(row: EndpointRow, error: NodeJS.ErrnoException): Promise<void> {
    const { id, gatewayPort: port } = row;
    if (this.troubles.get(id) !== error.message)
      this.options.log.warn({ clusterId: id, port, reason: error.message }, 'not listening');
    this.troubles.set(id, error.message);
    if (this.listeners.has(id)) return;
    const trouble = troubleWords(port, error.code);
    if (row.endpointReadyAt || row.endpointTrouble !== trouble) await markEndpointTrouble(this.options.db, id, trouble);
  }
}

function troubleWords(port: number, code: string | undefined): string {
  if (code === 'EADDRINUSE')
    return `Port ${port}, where this cluster would answer, is used by another program on the host. Stop that, or let the range PUPPIS_GATEWAY_PORTS begin elsewhere for new clusters.`;
  return `The gateway cannot open port ${port}${code ? ` (${code})` : ''}. Its log tells more.`;
}
