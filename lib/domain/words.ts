/** "a, b and c" */
export const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** "1 segment", "3 segments" */
export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
