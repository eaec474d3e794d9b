import { credentialLives, type CredentialLife } from '@/lib/domain/credential';
import { duration, size } from '@/lib/domain/words';
import type { AuditDto } from '@/lib/schemas/audit';

type Fact = AuditDto['detail'][string];
type Say = (fact: Fact, entry: AuditDto) => string | undefined;

const silent: Say = () => undefined;
const itself: Say = (fact) => String(fact);

/** Details that read better otherwise than as their name and value. */
const said: Record<string, Say> = {
  credential: silent, // named by the subject, or by `bundle`
  bundle: (title) => `with ${String(title)}`,
  ended: (end, { at }) => `for ${duration(Date.parse(String(end)) - Date.parse(at))}`,
  sent: (count) => `${size(Number(count))} sent`,
  received: (count) => `${size(Number(count))} received`,
  times: (count) => (count === 1 ? undefined : `${Number(count)} times`),
  cut: (why) => `cut: ${String(why)}`,
  uncertain: () => 'perhaps typed into a stream',
  reason: itself,
  why: itself,
  on: (on) => (on ? 'on' : 'off'),
  autoscale: (on) => `autoscale ${on ? 'on' : 'off'}`,
  shrink: (on) => (on ? 'may shrink' : 'never shrinks'),
  linked: (linked) => (linked ? 'with an account that there was' : undefined),
  provider: (name) => `by ${String(name)}`,
  life: (life) => `for ${credentialLives[life as CredentialLife]?.words ?? String(life)}`,
  expiresAt: (at) => `good until ${String(at)}`,
  endSessions: (ended) => (ended ? 'and signed everybody out' : undefined),
};

/** What an entry says beside its subject: "from 1, to 3", "for 0.4 s, 1.2 kB sent". */
export function detailWords(entry: AuditDto): string {
  const facts = Object.entries(entry.detail).map(([key, fact]) => {
    if (fact === null) return undefined;
    return said[key]?.(fact, entry) ?? (said[key] ? undefined : `${key} ${String(fact)}`);
  });
  const { ended, cut } = entry.detail;
  if (entry.action === 'gateway.connection' && !ended && !cut) facts.push('open');
  return facts.filter(Boolean).join(', ');
}
