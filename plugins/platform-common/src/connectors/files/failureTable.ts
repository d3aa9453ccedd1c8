import { lines } from '../text';

/** What each word means that the runtime gives as the `failure` of a command, and what to do; a test compares them with the runtime's own list. */
const FAILURES: Readonly<Record<string, readonly [string, string]>> = {
  unavailable: [
    'the source or a store did not answer, or the calls of the day are used up',
    'wait for the next run; look at the status page of the source',
  ],
  authentication: ['the source refused the key', 'renew the key in its Secret'],
  rejected: [
    'the source refused the question',
    'compare the declaration with the documentation of the source',
  ],
  contract: [
    'the answer has changed',
    'look at `raw/` and the dead letters, then change schema and fixture',
  ],
  quality: [
    'the rows do not meet an expectation of severity `fail`; the run was given up before its last page and the cursor stands where it stood',
    'look at `quality/` in the store for what was observed; when the rows are right, correct `quality/checks.json`, otherwise tell the source; the next run reads the same rows again',
  ],
  conflict: ['another run was at work', 'nothing: one of the two ended well'],
  configuration: [
    'a key, a file or a setting is missing',
    'do what the message says',
  ],
  unexpected: [
    'something happened that the runtime does not foresee',
    'run it once more by hand; when it comes again, give the message and the version of `@254carbon/connector-runtime` to whoever looks after the portal',
  ],
};

/** The failures of a connector as a table for its runbook. */
export function failureTable(): string {
  return lines(
    '| `failure` | what it means | what to do |',
    '|---|---|---|',
    ...Object.entries(FAILURES).map(
      ([word, [meaning, cure]]) => `| \`${word}\` | ${meaning} | ${cure} |`,
    ),
  ).trimEnd();
}
