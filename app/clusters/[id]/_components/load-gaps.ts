/** A stretch without figures so many times the usual (it was scaling, or switched off) is a gap and no line. */
const gap = 3;

/**
 * Which of the moments (milliseconds, oldest first) go on from the one before; the others begin anew. The usual stretch is the
 * one in the middle: a worker that just started writes at once, and the short stretch before says nothing of the others.
 */
export function goesOn(moments: readonly number[]): boolean[] {
  const stretches = moments.slice(1).map((at, index) => at - moments[index]!);
  const usual = stretches.toSorted((a, b) => a - b)[Math.floor(stretches.length / 2)] ?? 0;
  return moments.map((_, index) => index > 0 && stretches[index - 1]! <= gap * usual);
}
