import { newId } from '../domain/id';
import type { NewAudit } from '../repositories/audit';

export type KeyedAudit = NewAudit & { readonly key: string };

/**
 * Entries that wait to be written, the oldest first. Of too many the calls of that cluster go which has most of them, so that
 * nobody floods another's entries out, and an entry of that cluster says how many.
 */
export class AuditBacklog {
  private waiting = new Map<string, KeyedAudit>();
  /** What told of losses last, by cluster. */
  private readonly losses = new Map<string, KeyedAudit>();

  constructor(
    private readonly most: number,
    private readonly now: () => Date,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** An entry with the key of one that is here takes its place. */
  add(entry: KeyedAudit): void {
    this.waiting.set(entry.key, entry);
    if (this.waiting.size > this.most) this.thin();
  }

  take(count: number): KeyedAudit[] {
    const entries: KeyedAudit[] = [];
    for (const entry of this.waiting.values()) if (entries.push(entry) >= count) break;
    for (const { key } of entries) this.waiting.delete(key);
    return entries;
  }

  /** What was taken, as if it had not been; what was added under the same key meanwhile is the newer. */
  putBack(entries: readonly KeyedAudit[]): void {
    const later = this.waiting;
    this.waiting = new Map(entries.map((entry) => [entry.key, entry]));
    for (const [key, entry] of later) this.waiting.set(key, entry);
    if (this.waiting.size > this.most) this.thin();
  }

  /** Some at once: looking for the greediest at each entry would keep the process from everything else. */
  private thin(): void {
    const greediest = this.greediest();
    const calls = (entry: KeyedAudit) => entry.action === 'docker.call' && entry.cluster?.id === greediest?.id;
    const goes = greediest ? calls : ({ action }: KeyedAudit) => action !== 'audit.lost';
    const gone: KeyedAudit[] = [];
    const enough = this.waiting.size - this.most + Math.ceil(this.most / 10);
    for (const entry of this.waiting.values()) {
      if (gone.length >= enough) break;
      if (goes(entry)) gone.push(entry);
    }
    for (const { key } of gone) this.waiting.delete(key);
    this.tell(gone.length, greediest);
  }

  /** The cluster that has most of the calls. */
  private greediest(): KeyedAudit['cluster'] {
    const counts = new Map<string, number>();
    let found: KeyedAudit['cluster'];
    for (const { action, cluster } of this.waiting.values()) {
      if (action !== 'docker.call' || !cluster) continue;
      counts.set(cluster.id, (counts.get(cluster.id) ?? 0) + 1);
      if (counts.get(cluster.id)! > (found ? counts.get(found.id)! : 0)) found = cluster;
    }
    return found;
  }

  /** In one entry of the cluster, or of none, as long as it waits. */
  private tell(count: number, cluster: KeyedAudit['cluster']): void {
    const key = `lost ${cluster?.id}`;
    const known = this.losses.get(key);
    const waits = known && this.waiting.has(known.key) ? known : undefined;
    const entries = count + Number(waits?.detail?.entries ?? 0);
    const told = waits ?? { key: newId(), at: this.now(), actorKind: 'system', actorName: 'gateway', cluster };
    const entry = { ...told, action: 'audit.lost', detail: { entries } } as const;
    this.losses.set(key, entry);
    this.waiting.set(entry.key, entry);
  }
}
