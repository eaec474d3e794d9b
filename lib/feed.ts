import type { Actor, Session } from './domain/actor';
import type { EventDto } from './schemas/cluster';

interface Source {
  /** The id of the newest event of the whole installation. */
  latest(): Promise<number>;
  /** The actor's own events with a greater id, oldest first. */
  changesAfter(actor: Actor, after: number): Promise<EventDto[]>;
  /** Those of the sessions that have ended. */
  ended(sessions: readonly Session[]): Promise<ReadonlySet<Session>>;
}
/** What one who listens is told: events, and at last that their session has ended. */
export interface Ear {
  readonly onEvents: (events: EventDto[]) => void;
  readonly onEnd: () => void;
}
interface Listener extends Ear {
  readonly session: Session;
  /** The id of the last event this listener was given. */
  after: number;
}

/**
 * Hands new events to those who listen. One look at the database after each `rest`, however many listen; none while nobody
 * does. Each listener gets the events of their own clusters only, because `changesAfter` asks in the actor's name, and none any
 * more after the look that finds their session ended.
 */
export function createFeed(source: Source, onError: (error: unknown) => void, rest: () => Promise<void>) {
  const listeners = new Set<Listener>();
  let following = false;

  async function dismiss() {
    const ended = await source.ended([...listeners].map(({ session }) => session));
    for (const listener of [...listeners])
      if (ended.has(listener.session)) {
        listeners.delete(listener);
        listener.onEnd();
      }
  }

  async function look() {
    await dismiss();
    const newest = await source.latest();
    const behind = [...listeners].filter(({ after }) => after < newest);
    await Promise.all(behind.map((listener) => deliver(listener, newest)));
  }

  async function deliver(listener: Listener, newest: number) {
    const events = await source.changesAfter(listener.session.actor, listener.after);
    if (!listeners.has(listener)) return;
    // A full page may end before `newest`: then the rest follows at the next look.
    listener.after = Math.max(events.at(-1)?.id ?? newest, listener.after);
    if (events.length > 0) listener.onEvents(events);
  }

  async function follow() {
    following = true;
    while (listeners.size > 0) {
      await look().catch(onError);
      await rest();
    }
    following = false;
  }

  return {
    /** Tells `ear` the events after `after`, until the session ends or the returned function is called. */
    subscribe(session: Session, after: number, ear: Ear): () => void {
      const listener: Listener = { session, after, ...ear };
      listeners.add(listener);
      if (!following) void follow();
      return () => void listeners.delete(listener);
    },
  };
}
