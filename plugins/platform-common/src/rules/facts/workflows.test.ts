import { failed, lastKnown, observed } from '../../model';
import { telemetryOf } from '../benchmark/__fixtures__/telemetry';
import { NOW } from '../testing/observeNow';
import { factContext } from '../testing/world';
import { TelemetryReading } from '../../telemetry';
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
