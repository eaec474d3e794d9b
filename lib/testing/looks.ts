import { silentAlarm, type Alarm } from '../repositories/alarm';

/** Between two looks at the rows, as a gateway without an alarm rests; short, for nobody waits for the sake of waiting here. */
const restMs = 20;

/** The rests between a gateway's looks, in the hands of a test: what one look does is told from what comes later. */
export function heldLooks() {
  let held = false;
  let wake = () => {};
  let atRest = () => {};
  const untilWoken = (stop?: AbortSignal) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (stop?.aborted) resolve();
      stop?.addEventListener('abort', () => resolve(), { once: true });
    });
  const alarm: Alarm = {
    rest(_ms, stop) {
      atRest();
      return held ? untilWoken(stop) : silentAlarm.rest(restMs, stop);
    },
    close() {},
  };
  return {
    alarm,
    /** Nothing is looked at any more, as soon as this resolves. */
    hold: () =>
      new Promise<void>((resolve) => {
        held = true;
        atRest = resolve;
      }),
    /** One look, from its beginning to its end. */
    look: () =>
      new Promise<void>((resolve) => {
        atRest = resolve;
        wake();
      }),
    /** Looks now and then again. */
    go() {
      held = false;
      wake();
    },
  };
}
