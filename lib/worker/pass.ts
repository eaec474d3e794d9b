import { setTimeout as sleep } from 'node:timers/promises';
import { stepKey, type Step } from '../domain/step';
import type { WorkerEvent, WorkerRow } from '../repositories/cluster-status';
import { driftStep } from '../repositories/events';
import { perform } from './steps';
import type { Tools } from './tools';

interface Ended {
  readonly step: Step;
  readonly error?: unknown;
}

interface Running {
  readonly step: Step;
  readonly end: Promise<void>;
  /** Ends it early if it is one that only waits. */
  readonly cancel: AbortController;
}

/** Steps that change nothing while they wait. */
const waits: ReadonlySet<Step['do']> = new Set(['engine', 'ready', 'drained', 'restored', 'recover', 'endpoint']);

const raises = (step: Step) => step.do === 'segment' || step.do === 'engine';
const takesDown = (step: Step) => step.do === 'remove' || step.do === 'replace';

/** What a cluster that was active once has to make again, it lost. A network is as it was: a repair; a Swarm is not. */
function kindOf(step: Step, { activeAt }: WorkerRow): Pick<WorkerEvent, 'step' | 'level'> {
  if (activeAt && step.do === 'network') return { step: driftStep, level: 'warning' };
  return activeAt && step.do === 'init' ? { step: step.do, level: 'warning' } : { step: step.do };
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** The steps under way of one pass, and what they have to say since the last write. */
export class Pass {
  private readonly running = new Map<string, Running>();
  private readonly ended: Ended[] = [];
  events: WorkerEvent[] = [];

  constructor(
    private readonly tools: Tools,
    private readonly stop: AbortSignal,
  ) {}

  /** Those under way. */
  private get steps(): Step[] {
    return Array.from(this.running.values(), ({ step }) => step);
  }

  /** Whether a step is under way, or ended and was not yet told by `next`. */
  get busy() {
    return this.running.size > 0 || this.ended.length > 0;
  }

  /** The segments whose engines are waited for, or taken down: to ask them too would hold up all the others. */
  get silent(): ReadonlySet<number> {
    return new Set(this.steps.flatMap((step) => (step.do === 'engine' || takesDown(step) ? step.ordinal : [])));
  }

  /** Call it before a look: what is under way then, the look may have missed, and is not begun again because of it. */
  starter(row: WorkerRow): (step: Step) => void {
    const before = new Set(this.running.keys());
    return (step) => {
      const key = stepKey(step);
      const cancel = new AbortController();
      if (!before.has(key) && !this.disturbs(step))
        this.running.set(key, { step, cancel, end: this.run(row, step, key, cancel.signal) });
    };
  }

  /**
   * What is taken down is not raised at the same time, and no other engine is replaced meanwhile. While a manager is made to go on alone nobody may join, and nothing be taken
   * off its list; it may say nothing meanwhile, and must not be taken down for that. The other segments may be raised.
   */
  private disturbs(step: Step): boolean {
    const { steps } = this;
    if (raises(step) && steps.some((one) => takesDown(one) && one.ordinal === step.ordinal)) return true;
    if (step.do === 'replace' && steps.some((one) => one.do === 'replace')) return true;
    const alone = steps.find((one) => one.do === 'recover');
    if (!alone) return false;
    return !raises(step) || step.ordinal === alone.ordinal;
  }

  /** Ends waiting for what is not among `steps` any more: an engine that is gone would be waited for in vain. */
  keepWaiting(steps: readonly Step[]) {
    const wanted = new Set(steps.map(stepKey));
    for (const [key, { step, cancel }] of this.running) if (waits.has(step.do) && !wanted.has(key)) cancel.abort();
  }

  private async run(row: WorkerRow, step: Step, key: string, cancelled: AbortSignal): Promise<void> {
    const begun = this.tools.now().getTime();
    this.tools.log.debug({ cluster: row.id, step: key }, 'step begins');
    try {
      const message = await perform(this.tools, row, step, AbortSignal.any([this.stop, cancelled]));
      const at = this.tools.now();
      this.events.push({ at, ...kindOf(step, row), message, durationMs: at.getTime() - begun });
      this.ended.push({ step });
    } catch (error) {
      this.ended.push(isAbort(error) ? { step } : { step, error });
    } finally {
      this.running.delete(key);
    }
  }

  /** The steps that ended; none when nothing happened for a second: the spec may have changed. */
  async next(): Promise<Ended[]> {
    if (this.ended.length === 0 && this.running.size > 0) {
      const tick = new AbortController();
      const second = sleep(1000, undefined, { signal: tick.signal }).catch(() => undefined);
      await Promise.race([second, ...Array.from(this.running.values(), ({ end }) => end)]);
      tick.abort();
    }
    return this.ended.splice(0);
  }

  /** Ends the waiting steps and lets the others finish; how they ended is no longer of interest. */
  async settle() {
    for (const { cancel } of this.running.values()) cancel.abort();
    await Promise.all(Array.from(this.running.values(), ({ end }) => end));
    this.ended.length = 0;
  }
}
