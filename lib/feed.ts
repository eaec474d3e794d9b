import type { Actor } from './domain/actor';
import type { EventDto } from './schemas/cluster';

interface Source {
  /** The id of the newest event of the whole installation. */
  latest(): Promise<number>;
  /** The actor's own events with a greater id, oldest first. */
  changesAfter(actor: Actor, after: number): Promise<EventDto[]>;
}
interface Listener {
  readonly actor: Actor;
  /** The id of the last event this listener was given. */
  after: number;
  readonly onEvents: (events: EventDto[]) => void;
}

/**
 * Hands new events to those who listen. One look at the database after each `rest`, however many listen; none while nobody
 * does. Each listener gets the events of their own clusters only, because `changesAfter` asks in the actor's name.
 */
export function createFeed(source: Source, onError: (error: unknown) => void, rest: () => Promise<void>) {
  const listeners = new Set<Listener>();
  let following = false;

  async function look() {
    const newest = await source.latest();
    const behind = [...listeners].filter(({ after }) => after < newest);
    await Promise.all(behind.map((listener) => deliver(listener, newest)));
  }

  async function deliver(listener: Listener, newest: number) {
    const events = await source.changesAfter(listener.actor, listener.after);
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
    /** Calls back with the actor's events after `after`, until the returned function is called. */
    subscribe(actor: Actor, after: number, onEvents: Listener['onEvents']): () => void {
      const listener: Listener = { actor, after, onEvents };
      listeners.add(listener);
      if (!following) void follow();
      return () => void listeners.delete(listener);
    },
  };
}
