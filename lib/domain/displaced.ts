/** A task that is meant to run, now or soon, as far as it matters here. */
export interface Task {
  /** The service's name. */
  readonly service: string;
  readonly nodeId: string | undefined;
  /** Runs, or is meant to; one that is not is only about to be: what it takes the place of has yet to end, or rest. */
  readonly live: boolean;
  readonly running: boolean;
  /** Why no node takes it, in the scheduler's words; undefined when it has a node or is not looked at yet. */
  readonly pending: string | undefined;
  /** One of a number; a task of a global service goes with its node. */
  readonly replicated: boolean;
}

/** How many tasks of a service had a node, and how many of them ran, in the whole cluster, when one of its nodes was let go. */
export interface Before {
  readonly service: string;
  readonly placed: number;
  readonly ran: number;
}

const countOf = (tasks: readonly Task[], service: string, is: (task: Task) => boolean) =>
  tasks.filter((task) => task.service === service && is(task)).length;
const isPlaced = ({ nodeId }: Task) => Boolean(nodeId);
const runs = ({ running }: Task) => running;

/** The services that have something on `node`. */
export function beforeStop(node: string, tasks: readonly Task[]): Before[] {
  const here = tasks.filter(({ nodeId }) => nodeId === node);
  return [...new Set(here.map(({ service }) => service))].map((service) => {
    return { service, placed: countOf(tasks, service, isPlaced), ran: countOf(tasks, service, runs) };
  });
}

/** Those that `node` is about to lose. Those of `earlier` that have nothing there any more went for the same reason. */
export function beforeLeaving(node: string, tasks: readonly Task[], earlier: readonly Before[] = []): Before[] {
  const replicated = tasks.filter((task) => task.replicated);
  const now = beforeStop(node, replicated);
  return [...now, ...earlier.filter(({ service }) => !now.some((one) => one.service === service))];
}

/** A service that is meant to run on and on. */
export interface Service {
  readonly name: string;
  /** Undefined when it has one task on each node. */
  readonly replicas?: number;
}

/** Names of the services of which fewer tasks run than before; also when Swarm has not yet made the tasks that will. */
export function missing(before: readonly Before[], tasks: readonly Task[], services: readonly Service[]): string[] {
  return before.flatMap(({ service, ran }) => {
    const found = services.find(({ name }) => name === service);
    const wanted = found ? Math.min(ran, found.replicas ?? ran) : 0;
    return countOf(tasks, service, runs) < wanted ? service : [];
  });
}

/**
 * Names of the services that have a task on `node` and, elsewhere, one that is on its way: when `node` is taken down now, the
 * last task that runs may go with it. What no node has room for is not on its way.
 */
export function degraded(node: string, tasks: readonly Task[], services: readonly Service[]): string[] {
  return beforeStop(node, tasks).flatMap(({ service }) => {
    const all = tasks.filter((task) => task.service === service);
    const replicas = services.find(({ name }) => name === service)?.replicas ?? 0;
    const onItsWay = all.some((task) => task.nodeId !== node && !task.running && !task.pending);
    return onItsWay || all.length < replicas ? service : [];
  });
}

/** What has yet to come back of what was there before. What waited for a node then is not waited for. */
export function displaced(before: readonly Before[], tasks: readonly Task[]) {
  const moves = before.map(({ service, placed, ran }) => {
    const unplaced = countOf(tasks, service, (task) => task.live && !isPlaced(task));
    const homeless = Math.min(unplaced, Math.max(0, placed - countOf(tasks, service, isPlaced)));
    const idle = Math.min(
      countOf(tasks, service, (task) => !task.running),
      ran - countOf(tasks, service, runs),
    );
    return { service, homeless, starting: Math.max(0, idle - homeless) };
  });
  return {
    /** The services of the tasks that no node takes: one name for each. */
    homeless: moves.flatMap(({ service, homeless }) => Array<string>(homeless).fill(service)),
    /** How many more do not run as yet. */
    starting: moves.reduce((sum, { starting }) => sum + starting, 0),
  };
}

/** "web=3:2,db=1:1", and back. Names of services contain neither sign. */
export const written = (before: readonly Before[]) =>
  before.map(({ service, placed, ran }) => `${service}=${placed}:${ran}`).join();

export function read(label: string): Before[] {
  const entries = label.split(',').map((entry) => entry.split(/[=:]/));
  return entries.flatMap(([service, placed, ran]) =>
    service ? { service, placed: Number(placed ?? Infinity), ran: Number(ran ?? 0) } : [],
  );
}
