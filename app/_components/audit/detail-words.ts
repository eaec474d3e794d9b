import { duration, size } from '@/lib/domain/words';
import type { AuditDto } from '@/lib/schemas/audit';

type Fact = AuditDto['detail'][string];

/** Details that read better otherwise than by their name; `undefined` leaves one out. */
const said: Record<string, (fact: Fact, entry: AuditDto) => string | undefined> = {
  credential: () => undefined, // the subject names it
  ended: (end, { at }) => `for ${duration(Date.parse(String(end)) - Date.parse(at))}`,
  sent: (count) => `${size(Number(count))} sent`,
  received: (count) => `${size(Number(count))} received`,
  times: (count) => (count === 1 ? undefined : `${Number(count)} times`),
};

/** What an entry says beside its subject: "from 1, to 3", "for 0.4 s, 1.2kB sent". */
export function detailWords(entry: AuditDto): string {
  const facts = Object.entries(entry.detail).map(([key, fact]) => {
    const own = said[key];
    if (own) return own(fact, entry);
    return fact === null ? undefined : `${key} ${String(fact)}`;
  });
  if (entry.action === 'gateway.connection' && entry.detail.ended === undefined) facts.push('open');
  return facts.filter(Boolean).join(', ');
}
