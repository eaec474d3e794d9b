/**
 * A measure as `--json` has it: every key is there, null where there is nothing to say. `goal` is what ratio, or value where there is
 * no baseline, has to reach; `bound` says from which side.
 * @param {{ name: string, value: number, unit: string, baseline?: number, ratio?: number,
 *   goal?: { atMost?: number, atLeast?: number }, holds?: boolean }} line
 */
export function rowOf({ name, value, unit, baseline = null, ratio = null, goal, holds = null }) {
  const [bound, limit] = goal === undefined ? [null, null] : boundOf(goal);
  return { name, value, unit, baseline, ratio, goal: limit, holds, bound };
}

const boundOf = ({ atMost, atLeast }) => (atMost === undefined ? ['at least', atLeast] : ['at most', atMost]);
