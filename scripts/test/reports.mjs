import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number }} Count */

/** A vitest JSON report (`--reporter=json`, Jest's format). */
const countVitest = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });

/** A Playwright JSON report. A flaky test passed only when it was tried again: that is a failure here. */
const countPlaywright = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky });

/**
 * The tests that a stage ran. A stage that failed counts as a failed test at least, also when it died before its report.
 * @param {string | undefined} file the JSON report, for stages that have one
 * @param {boolean} stageFailed
 * @returns {Promise<Count>}
 */
export async function countTests(file, stageFailed) {
  const text = file && (await readFile(file, 'utf8').catch(() => undefined));
  const report = text ? JSON.parse(text) : undefined;
  const count = !report ? { passed: 0, failed: 0 } : report.stats ? countPlaywright(report) : countVitest(report);
  return { passed: count.passed, failed: stageFailed ? Math.max(1, count.failed) : count.failed };
}

/** @param {readonly Count[]} counts */
export function summary(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}
