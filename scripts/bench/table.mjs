const number = (value) => (value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** @param {{ goal?: { atMost?: number, atLeast?: number }, baseline?: number }} line */
function wanted({ goal, baseline }) {
  if (!goal) return '–';
  const [sign, limit] = goal.atMost === undefined ? ['≥', goal.atLeast] : ['≤', goal.atMost];
  return `${sign} ${limit}${baseline === undefined ? '' : ' ×'}`;
}

/**
 * The measures as a table for a terminal.
 * @param {readonly { name: string, value: number, unit: string, baseline?: number, ratio?: number,
 *   goal?: { atMost?: number, atLeast?: number }, holds?: boolean }[]} lines
 */
export function table(lines) {
  const heads = ['measure', 'value', 'unit', 'baseline', 'ratio', 'goal', ''];
  const rows = lines.map((line) => [
    ...[line.name, number(line.value), line.unit, number(line.baseline), number(line.ratio)],
    ...[wanted(line), line.goal ? (line.holds ? 'holds' : 'FALLS SHORT') : ''],
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column].length)));
  const numeric = new Set([1, 3, 4]);
  const line = (cells) =>
    cells
      .map((cell, column) => (numeric.has(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  return [line(heads), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
