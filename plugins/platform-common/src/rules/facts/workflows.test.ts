import { failed, lastKnown, observed } from '../../model';
import { telemetryOf } from '../benchmark/__fixtures__/telemetry';
import { NOW } from '../testing/observeNow';
import { factContext } from '../testing/world';
import { TelemetryReading } from '../../telemetry';
import { judgeRule } from '../judgeRule';
import { logAgrees } from '../pipelines/logAgrees';
import { extractWorkflows } from './workflows';

const SOURCE = { kind: 'api' as const, name: 'dolphinscheduler' };

function contradictedWith(
  failedTasks: TelemetryReading<'dolphinscheduler'>['parts']['failedTasks'],
) {
  const reading = telemetryOf().find(
    (one): one is TelemetryReading<'dolphinscheduler'> =>
      one.kind === 'dolphinscheduler',
  )!;
  const context = factContext({ objects: [], workloads: [] });
  const found = extractWorkflows({
    ...context,
    service: {
      ...context.service,
      id: 'dolphinscheduler',
      profileId: 'dolphinscheduler',
    },
    telemetry: [{ ...reading, parts: { ...reading.parts, failedTasks } }],
  });
  return lastKnown(found)?.value[0].contradicted;
}

const seen = (complete: boolean, workflowRunId?: string) =>
  observed({
    value: {
      complete,
      tasks: workflowRunId
        ? [
            {
              id: 't',
              name: 'check',
              type: 'SHELL',
              workflowRunId,
              state: 'FAILURE',
              outcome: 'failed' as const,
            },
          ]
        : [],
    },
    now: NOW,
    source: SOURCE,
  });

describe('results that the tasks contradict', () => {
  it.each([
    ['none, where every failed task is known', seen(true), []],
    [
      'one, where a failed task is of a run that succeeded',
      seen(false, '1'),
      [{ run: 'eia-daily-1', task: 'check' }],
    ],
    ['unknown, where some were not read', seen(false), undefined],
    [
      'unknown, where none can be read',
      failed<never>({ reason: 'It says 500.', now: NOW, source: SOURCE }),
      undefined,
    ],
  ])('%s', (_, tasks, expected) => {
    expect(contradictedWith(tasks)).toEqual(expected);
  });
});

describe('results that logs contradict', () => {
  type Logs = TelemetryReading<'dolphinscheduler'>['parts']['logs'];
  const log = (workflowRunId: string, says: string[], whole = true) => ({
    workflowRunId,
    taskRunId: `${workflowRunId}1`,
    task: 'load',
    says,
    whole,
  });
  const told = (value: { complete: boolean; logs: ReturnType<typeof log>[] }) =>
    observed({ value, now: NOW, source: SOURCE });

  function saidBy(logs: Logs) {
    const reading = telemetryOf().find(
      (one): one is TelemetryReading<'dolphinscheduler'> =>
        one.kind === 'dolphinscheduler',
    )!;
    const context = factContext({ objects: [], workloads: [] });
    const found = extractWorkflows({
      ...context,
      service: {
        ...context.service,
        id: 'dolphinscheduler',
        profileId: 'dolphinscheduler',
      },
      telemetry: [{ ...reading, parts: { ...reading.parts, logs } }],
    });
    const workflows = lastKnown(found)!.value;
    const fact = observed({ value: workflows, now: NOW, source: SOURCE });
    const { verdict } = judgeRule({
      rule: logAgrees,
      context,
      facts: { get: () => fact },
      now: NOW,
    });
    return { said: workflows[0].said, verdict };
  }

  it('tells the newest good run and the line, and the rule fails', () => {
    const { said, verdict } = saidBy(
      told({ complete: true, logs: [log('1', ['exited with code 2', 'x'])] }),
    );
    expect(said).toEqual([
      { run: 'eia-daily-1', task: 'load', line: 'exited with code 2' },
    ]);
    expect(verdict).toMatchObject({
      outcome: 'fail',
      summary:
        'run eia-daily-1 is called a success, and the log of its task load says "exited with code 2".',
    });
  });
  it('does not hold the log of an older run against the newest one', () => {
    const { said, verdict } = saidBy(
      told({ complete: true, logs: [log('2', ['exited with code 2'])] }),
    );
    expect([said, verdict.outcome]).toEqual([[], 'pass']);
  });
  it.each([
    ['not read yet', told({ complete: false, logs: [] })],
    [
      'not read to its end',
      told({ complete: false, logs: [log('1', [], false)] }),
    ],
    [
      'not to be had',
      failed<never>({ reason: 'It says 403.', now: NOW, source: SOURCE }),
    ],
  ])('is unknown where the log is %s', (_, logs) => {
    const { said, verdict } = saidBy(logs);
    expect([said, verdict.outcome]).toEqual([undefined, 'unknown']);
  });
  it('is known of a run whose logs were read while others were not', () => {
    const { verdict } = saidBy(told({ complete: false, logs: [log('1', [])] }));
    expect(verdict.outcome).toBe('pass');
  });
});
