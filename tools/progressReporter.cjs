// What a suite of many minutes says of itself: each case as it ends, why one failed at once, and a closing line with counts and time. Nothing
// stops it before its end, so one run tells everything there is to mend.

const { appendFileSync } = require('node:fs');
const { relative } = require('node:path');

const plain = text => String(text).replace(/\u001b\[[0-9;]*m/g, '');
const seconds = ms => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** Names of what is around a case do not tell more than its own: only the innermost is said. */
function titleOf({ ancestorTitles, title }) {
  const [inner] = ancestorTitles.slice(-1);
  return inner ? `${inner} › ${title}` : title;
}

/** A reporter of Jest. `VERIFY_COUNTS` names a file that takes one line of JSON when it ends. */
module.exports = class ProgressReporter {
  #started = Date.now();
  #ended = 0;
  #failed = [];
  #notRun = [];

  #say(text) {
    process.stdout.write(`${text}\n`);
  }

  onTestCaseResult(_test, result) {
    const { status, duration, failureMessages } = result;
    if (status !== 'passed' && status !== 'failed') return;
    this.#ended += 1;
    const title = titleOf(result);
    const at = seconds(Date.now() - this.#started);
    this.#say(`${String(this.#ended).padStart(4)}  ${at.padStart(7)}  ${status === 'passed' ? 'ok  ' : 'FAIL'} ${title} (${seconds(duration ?? 0)})`);
    if (status === 'failed') {
      this.#failed.push(title);
      for (const message of failureMessages) this.#say(plain(message).replace(/^/gm, '        '));
    }
  }

  onTestResult({ path }, { testExecError, failureMessage, testResults }) {
    for (const one of testResults.filter(({ status }) => status === 'todo')) this.#notRun.push(one.title);
    // What fails around the cases, such as loading the file, belongs to none of them.
    if (!testExecError) return;
    const file = relative(process.cwd(), path);
    this.#failed.push(file);
    this.#say(`      ${file} could not run:\n${plain(failureMessage ?? testExecError.message).replace(/^/gm, '        ')}`);
  }

  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests }) {
    const failed = Math.max(numFailedTests, this.#failed.length);
    const counts = { passed: numPassedTests, failed, leftOut: numPendingTests, notRun: this.#notRun.length };
    for (const title of this.#notRun) this.#say(`      ${title}`);
    if (this.#failed.length > 0) this.#say(`\nFailed:\n${this.#failed.map(title => `  ${title}`).join('\n')}`);
    this.#say(
      `\n${counts.passed} passed, ${counts.failed} failed, ${counts.notRun} not run` +
        `${counts.leftOut ? `, ${counts.leftOut} left out as they were not named` : ''}; ${seconds(Date.now() - this.#started)}`,
    );
    if (process.env.VERIFY_COUNTS) {
      appendFileSync(process.env.VERIFY_COUNTS, `${JSON.stringify(counts)}\n`);
    }
  }

  getLastError() {}
};
