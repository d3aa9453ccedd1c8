import { WorkflowRun } from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { KeptLogs, readLogs } from './readLogs';

const run = (
  id: string,
  workflow = 'w',
  rest: Partial<WorkflowRun> = {},
): WorkflowRun => ({
  id,
  name: `run-${id}`,
  workflowCode: workflow,
  projectCode: '7',
  state: 'SUCCESS',
  outcome: 'succeeded',
  startedAt: `2026-01-01T00:00:${id.padStart(2, '0')}.000Z`,
  dryRun: false,
  ...rest,
});

const GOOD = ['-> all is well', 'exitStatusCode:0'];
const BAD = ['-> Traceback (most recent call last):', 'exitStatusCode:0'];

/** A scheduler whose runs have one task each, which bears the id of its run. */
function setUp(
  logs: Record<string, readonly string[]>,
  failing: readonly string[] = [],
) {
  const asked: string[] = [];
  const answer = (path: string) => {
    const id = /instances\/(\w+)\/tasks/.exec(path)?.[1];
    if (id)
      return {
        taskList: [
          { id, name: 'load', taskType: 'SHELL', state: 'SUCCESS' },
          { id: `${id}9`, name: 'lost', taskType: 'SHELL', state: 'FAILURE' },
        ],
      };
    const query = new URLSearchParams(path.split('?')[1]);
    const task = query.get('taskInstanceId') ?? '';
    if (failing.includes(task)) throw new AskError(`${task} fails.`, {});
    const skip = Number(query.get('skipLineNum'));
    const lines = (logs[task] ?? GOOD).slice(
      skip,
      skip + Number(query.get('limit')),
    );
    return { lineNum: lines.length, message: lines.join('\r\n') };
  };
  const ask: Asker['ask'] = async (path, read) => {
    asked.push(path);
    const body = JSON.stringify({ code: 0, msg: 'ok', data: answer(path) });
    return read({ status: 200, headers: {}, body, truncated: false }, path);
  };
  const kept: KeptLogs = new Map();
  const from = { asker: { ask } as Asker, runs: 'process-instances', kept };
  return { asked, kept, read: (runs: WorkflowRun[]) => readLogs(from, runs) };
}

describe('what logs say', () => {
  it('asks for the newest good run of each workflow, once', async () => {
    const { asked, read } = setUp({ '2': BAD });
    const runs = [
      run('1'),
      run('2'),
      run('3', 'w', { outcome: 'failed' }),
      run('4', 'w', { dryRun: true }),
      run('5', 'other'),
    ];
    const found = await read(runs);
    expect(found).toEqual({
      complete: true,
      logs: [
        {
          workflowRunId: '2',
          taskRunId: '2',
          task: 'load',
          says: ['Traceback (most recent call last):'],
          whole: true,
        },
        expect.objectContaining({ workflowRunId: '5', says: [] }),
      ],
    });
    expect(asked).toEqual([
      '/projects/7/process-instances/2/tasks',
      '/log/detail?taskInstanceId=2&skipLineNum=0&limit=1000',
      '/projects/7/process-instances/5/tasks',
      '/log/detail?taskInstanceId=5&skipLineNum=0&limit=1000',
    ]);
    expect(await read(runs)).toEqual(found);
    expect(asked).toHaveLength(4);
    await read([...runs, run('6')]);
    expect(asked).toHaveLength(6);
  });

  it('reads a long log page by page, to its end', async () => {
    const long = [...Array.from({ length: 2_500 }, () => 'row'), ...BAD];
    const { asked, read } = setUp({ '1': long });
    const { complete, logs } = await read([run('1')]);
    expect([complete, logs[0].says.length]).toEqual([true, 1]);
    expect(asked).toHaveLength(4);
  });

  it('says of a log that is longer than is polite that it was not read whole', async () => {
    const endless = Array.from({ length: 9_000 }, () => 'row');
    const { asked, read } = setUp({ '1': endless });
    const { complete, logs } = await read([run('1')]);
    expect([complete, logs[0].whole]).toEqual([false, false]);
    expect(asked).toHaveLength(6);
  });

  it('spreads many over rounds', async () => {
    const { asked, read } = setUp({});
    const runs = Array.from({ length: 30 }, (_, i) => run(`${i}`, `w${i}`));
    expect((await read(runs)).complete).toBe(false);
    expect(asked).toHaveLength(40);
    expect((await read(runs)).complete).toBe(true);
    expect(asked).toHaveLength(60);
  });

  it('goes on when one cannot be read, and fails when none can', async () => {
    const { kept, read } = setUp({}, ['1']);
    const { complete, logs } = await read([run('1', 'a'), run('2', 'b')]);
    expect([complete, logs.length]).toEqual([false, 1]);
    expect([...kept.keys()]).toEqual(['2']);
    await expect(read([run('1', 'a')])).rejects.toThrow('1 fails.');
  });
});
