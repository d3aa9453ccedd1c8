/** What the test runner said at its end. */
export interface TestCounts {
  tests: number;
  passed: number;
  failed: number;
  /** Names of tests that failed, at most ten. */
  failures: string[];
}

const MOST_NAMES = 10;

function lastNumber(text: string, name: string): number | undefined {
  const found = [...text.matchAll(new RegExp(`^# ${name} (\\d+)$`, 'gm'))].at(
    -1,
  );
  return found ? Number(found[1]) : undefined;
}

/** The counts at the end of an output in TAP; `undefined` when it has no end, because the runner did not come that far. */
export function readTap(output: string): TestCounts | undefined {
  const tests = lastNumber(output, 'tests');
  const passed = lastNumber(output, 'pass');
  const failed = lastNumber(output, 'fail');
  const cancelled = lastNumber(output, 'cancelled') ?? 0;
  if (tests === undefined || passed === undefined || failed === undefined) {
    return undefined;
  }
  const failures = [...output.matchAll(/^\s*not ok \d+ - (.{1,200})$/gm)].map(
    match => match[1],
  );
  return {
    tests,
    passed,
    failed: failed + cancelled,
    failures: [...new Set(failures)].slice(0, MOST_NAMES),
  };
}
