import { judgeTaskLog } from './judgeTaskLog';

const OWN =
  '[INFO] 2026-01-01 06:00:12.123 +0000 o.a.d.p.t.a.ShellTask:[346] - ';

describe('judgeTaskLog', () => {
  it.each([
    [
      'a process that ended with a code',
      `${OWN}process has exited. execute path:/tmp/x, processId:12 ,exitStatusCode:1 ,processWaitForStatus:true`,
    ],
    ['a swallowed exit', 'dbt exited with code 2'],
    [
      'an exception that nobody caught',
      ' -> Traceback (most recent call last):',
    ],
    [
      'a thread that died',
      'Exception in thread "main" java.lang.IllegalStateException',
    ],
    [
      'a command that is not there',
      '/tmp/run.sh: line 3: great_expectations: command not found',
    ],
    [
      'a file that is not there',
      "python3: can't open file /opt/etl.py: No such file or directory",
    ],
    ['a count of failures', '=== 3 failed, 12 passed in 4.2s ==='],
    ['failures as a figure', 'rows=1200 failed=4'],
    [
      'an error at the end',
      '2026-01-01 06:00:12 ERROR could not write to s3://raw',
    ],
    ['a request that failed', 'curl: (7) Failed to connect to api port 443'],
    ['an expectation', ' -> Validation failed: column price has nulls'],
  ])('hears %s', (_, line) => {
    const [said] = judgeTaskLog(['starting', line, 'done.']);
    expect(said).toBeDefined();
    expect(line).toContain(said);
  });

  it.each([
    [
      'a good end',
      `${OWN}process has exited. execute path:/tmp/x, processId:12 ,exitStatusCode:0 ,processWaitForStatus:true ,processExitValue:0`,
    ],
    ['no failures', '=== 0 failed, 15 passed in 4.2s ==='],
    ['no errors', 'rows=1200 errors=0'],
    ['a word', 'loading table error_codes'],
    ['a warning', 'WARN the file was empty, taking the one of yesterday'],
    ['a name', 'exit code table: 14 kinds'],
    ['counted rows', 'read 500 rows in 3 pages'],
  ])('hears nothing in %s', (_, line) => {
    expect(judgeTaskLog(['starting', line])).toEqual([]);
  });

  it('believes an error that was made good', () => {
    const lines = ['ERROR: connection reset', 'trying again'];
    expect(judgeTaskLog(lines)).toEqual(['ERROR: connection reset']);
    expect(judgeTaskLog([...lines, 'upload completed'])).toEqual([]);
  });

  it('does not believe a success that says how many failed', () => {
    expect(judgeTaskLog(['completed: 2 failed'])).toHaveLength(1);
  });

  it('tells little of a log that says much', () => {
    const said = judgeTaskLog(
      Array.from({ length: 50 }, () => `ERROR: ${'x'.repeat(500)}`),
    );
    expect(said).toHaveLength(3);
    expect(said[0]).toHaveLength(160);
  });
});
