import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../.cache/reports/elements.json', import.meta.url));

function count(suite, totals) {
  for (const test of suite?.tests ?? []) totals[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed']++;
  for (const inner of suite?.suites ?? []) count(inner, totals);
}

/** A reporter that writes how many element tests passed, for the totals of `npm test`. */
export const countsReporter = () => ({
  onTestRunFinished({ sessions }) {
    const totals = { passed: 0, failed: 0, skipped: 0 };
    for (const session of sessions) {
      count(session.testResults, totals);
      if (!session.passed && session.errors.length) totals.failed++; // a file that did not load
    }
    mkdirSync(new URL('.', `file://${file}`), { recursive: true });
    writeFileSync(file, JSON.stringify(totals));
  },
});
