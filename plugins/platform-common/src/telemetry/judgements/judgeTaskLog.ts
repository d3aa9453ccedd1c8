/**
 * What a task's log says against its success. A step that swallows an exit code (`|| true`), a script that catches everything, a test
 * runner whose result nobody looks at: the scheduler calls such a task a success, and only its log knows better.
 *
 * Logs say "error" for many reasons, so a line counts only when it says that something broke for good: a process that ended with a code, an
 * exception that nobody caught, a command that is not there, a count of failures above zero. A line at the level of an error counts unless something
 * later says that it went well after all.
 */

/** Says by itself that something broke, whatever came later. */
const BREAKS: readonly RegExp[] = [
  /\bexit(?:ed)?(?:StatusCode| status| code)?(?: with)?(?: (?:status|code|exit code))?\s*[:=]?\s*(?!0\b)\d{1,3}\b/i,
  /^Traceback \(most recent call last\)/,
  /\bException in thread\b/,
  /^panic: |\bsegmentation fault\b|\bOut ?Of ?Memory(?:Error)?\b|\bOOMKilled\b/i,
  /: command not found$|: not found$|: No such file or directory$/,
  /(?:^|[\s,;(])(?!0\b)\d+ (?:failed|failures?|errors?)\b/i,
  /\b(?:failed|failures|errors)\s*[:=]\s*(?!0\b)\d+\b/i,
];

/** Says so unless something later says otherwise. */
const COMPLAINS: readonly RegExp[] = [
  /^(?:\S+ ){0,3}\[?(?:ERROR|FATAL|CRITICAL)\]?[\s:-]/,
  /^curl: \(\d+\)/,
  /\b(?:validation|assertion|check|test|expectation)s? failed\b/i,
];

/** Says that it went well after all. */
const RECOVERS =
  /\b(?:succe(?:ss|eded|ssful(?:ly)?)|recovered|completed|all (?:checks|tests) passed|finished without)\b/i;

/** What the scheduler writes around what a task says. */
const PREFIX =
  /^\s*(?:->\s*)?(?:\[[A-Z]+\]\s+\d{4}-\d\d-\d\d[ T][\d:.,]+\S*\s+(?:\S+\s+-\s+)?)?(?:->\s*)?/;

/** At most so many lines are told, each cut after so many characters. */
const MOST_LINES = 3;
const MOST_LENGTH = 160;

function has(line: string, words: readonly RegExp[]): boolean {
  return words.some(one => one.test(line));
}

/**
 * Lines of a log that say that the task did not do what it should; empty when none does.
 *
 * @param lines - In order. Of a log that was not read to its end what recovers later is not known.
 */
export function judgeTaskLog(lines: readonly string[]): string[] {
  const said = lines.map(line => line.replace(PREFIX, '').trimEnd());
  const last = said.findLastIndex(
    line => RECOVERS.test(line) && !has(line, BREAKS) && !has(line, COMPLAINS),
  );
  return said
    .filter(
      (line, at) => has(line, BREAKS) || (at > last && has(line, COMPLAINS)),
    )
    .slice(0, MOST_LINES)
    .map(line => line.trim().slice(0, MOST_LENGTH));
}
