import {
  buildImportable,
  ImportableWorkflow,
  readRevision,
} from '@254carbon/backstage-plugin-platform-common';
import { PlatformDoor } from '../door/types';
import {
  CANARY,
  startScheduler,
  TestScheduler,
} from './__testUtils__/startScheduler';
import { applyWorkflow, ApplyRequest } from './applyWorkflow';
import { DolphinClient } from './DolphinClient';
import { retireWorkflow } from './retireWorkflow';

const NAME = 'eia-daily';

function build(
  scripts: Record<string, string> = { verify: 'node verify', run: 'node run' },
  more: { crontab?: string | null } = {},
): ImportableWorkflow {
  const { crontab = '0 30 6 ? * 2-6 *' } = more;
  const names = Object.keys(scripts);
  return buildImportable({
    name: NAME,
    description: 'Prices of the day',
    globalParams: [],
    timeoutMinutes: 60,
    schedule: crontab === null ? null : { crontab },
    tasks: names.map((name, at) => ({
      name,
      taskType: 'SHELL',
      taskParams: { rawScript: scripts[name] },
      needs: at === 0 ? [] : [names[at - 1]],
      retries: 1,
      retryMinutes: 5,
    })),
  });
}

let scheduler: TestScheduler;
let told: string[];
beforeEach(() => {
  told = [];
});
afterEach(() => scheduler?.close());

function apply(
  more: Partial<ApplyRequest> & { door?: Pick<PlatformDoor, 'ask'> } = {},
) {
  const { door = scheduler.door, ...rest } = more;
  return applyWorkflow({
    client: new DolphinClient({ door, settings: scheduler.settings }),
    workflow: build(),
    project: 'Pipelines',
    dryRun: true,
    lookMs: 10,
    log: message => told.push(message),
    ...rest,
  });
}

/** Everything about the workflow that matters, without numbers that differ from start to start. */
function look() {
  const { server } = scheduler.dolphin;
  const all = server.definitions.filter(({ name }) => name === NAME);
  return {
    projects: server.projects.filter(({ name }) => name === 'Pipelines').length,
    definitions: all.map(one => ({
      releaseState: one.releaseState,
      revision: readRevision(one.description),
      tasks: one.tasks.map(
        ({ name, taskParams }) => `${name}: ${taskParams.rawScript}`,
      ),
      relations: one.relations.length,
    })),
    schedules: server.schedules
      .filter(({ definitionCode }) =>
        all.some(({ code }) => code === definitionCode),
      )
      .map(({ crontab, releaseState }) => `${crontab} ${releaseState}`),
    walked: all.some(one =>
      server.instances.some(
        run =>
          run.definition === one &&
          run.dryRun &&
          run.state === 'SUCCESS' &&
          run.version.version === one.version,
      ),
    ),
  };
}

const writes = () =>
  scheduler.requests.filter(
    line => !line.startsWith('GET') && !line.endsWith('/schedules/preview'),
  );

describe.each(['3.1.9', '3.2.2', '3.3.0'])('applying to %s', version => {
  beforeEach(async () => {
    scheduler = await startScheduler(version);
  });

  it('makes the workflow, walks through it, and brings it online with its schedule', async () => {
    const applied = await apply();
    expect(applied).toMatchObject({
      created: true,
      changed: true,
      online: true,
      version: 1,
    });
    expect(applied.nextRuns).toHaveLength(5);
    expect(look()).toEqual({
      projects: 1,
      definitions: [
        {
          releaseState: 'ONLINE',
          revision: applied.revision,
          tasks: ['verify: node verify', 'run: node run'],
          relations: 2,
        },
      ],
      schedules: ['0 30 6 ? * 2-6 * ONLINE'],
      walked: true,
    });
  });

  it('tells that it made the workflow before anything else can fail, and never of one that was there', async () => {
    const made: Array<{ projectCode: number; code: number }> = [];
    const isRelease = (path: string) => path.endsWith('/release');
    let fails = true;
    const door: Pick<PlatformDoor, 'ask'> = {
      ask: question =>
        fails && isRelease(question.path)
          ? scheduler.door.ask({
              ...question,
              place: { type: 'address', url: 'http://127.0.0.1:1' },
            })
          : scheduler.door.ask(question),
    };
    const more = {
      door,
      made: async (codes: { projectCode: number; code: number }) => {
        made.push(codes);
      },
    };
    await expect(apply(more)).rejects.toThrow(/gave no answer to POST/);
    const known = scheduler.dolphin.server.definitions.find(
      ({ name }) => name === NAME,
    );
    expect(made).toEqual([
      { projectCode: expect.any(Number), code: known?.code },
    ]);
    fails = false;
    await apply(more);
    expect(made).toHaveLength(1);
  });

  it('writes nothing a second time', async () => {
    const first = await apply();
    const before = writes().length;
    const second = await apply();
    expect(writes()).toHaveLength(before);
    expect(second).toEqual({ ...first, created: false, changed: false });
  });

  it('makes a new version when something changed, and tasks keep their codes by name', async () => {
    const first = await apply();
    const find = () =>
      scheduler.dolphin.server.definitions.find(
        ({ code }) => code === first.code,
      );
    const before = new Map(find()?.tasks.map(({ name, code }) => [name, code]));
    const second = await apply({
      workflow: build(
        { run: 'node run --all', publish: 'node publish' },
        { crontab: '0 0 7 * * ? *' },
      ),
    });
    expect(second).toMatchObject({
      code: first.code,
      version: 2,
      created: false,
      changed: true,
    });
    const after = new Map(find()?.tasks.map(({ name, code }) => [name, code]));
    expect([...after.keys()]).toEqual(['run', 'publish']);
    expect(after.get('run')).toBe(before.get('run'));
    expect([...before.values()]).not.toContain(after.get('publish'));
    expect(look()).toMatchObject({
      schedules: ['0 0 7 * * ? * ONLINE'],
      walked: true,
    });
  });

  it('killed between any two calls, and then again: the same end, no second workflow', async () => {
    await apply();
    const expected = look();
    const calls = scheduler.requests.length;
    const ends: string[] = [];
    for (const isLost of [false, true]) {
      for (let at = 0; at <= calls; at += 1) {
        await scheduler.close();
        scheduler = await startScheduler(version);
        let left = at;
        const { door } = scheduler;
        const dying: Pick<PlatformDoor, 'ask'> = {
          ask: async question => {
            left -= 1;
            if (left < 0 && !(isLost && left === -1)) throw new Error('killed');
            const answer = await door.ask(question);
            // The call arrived, and who sent it died before the answer.
            if (left < 0) throw new Error('killed');
            return answer;
          },
        };
        const isKilled = await apply({ door: dying }).then(
          () => false,
          () => true,
        );
        ends.push(`${isLost} ${at} ${isKilled}`);
        await apply();
        expect([ends.at(-1), look()]).toEqual([ends.at(-1), expected]);
        const again = writes().length;
        await apply();
        expect(writes()).toHaveLength(again);
      }
    }
    expect(ends.filter(end => end.endsWith('true')).length).toBeGreaterThan(
      calls,
    );
  }, 180_000);

  it('stays offline with the reason, and goes offline when a reason appears', async () => {
    const reason = 'There is no image.';
    const applied = await apply({ offlineBecause: reason });
    expect(applied).toMatchObject({ online: false, reason, nextRuns: [] });
    expect(look()).toMatchObject({
      definitions: [{ releaseState: 'OFFLINE' }],
      schedules: [],
    });
    expect((await apply({ offlineBecause: reason })).changed).toBe(false);
    await apply();
    expect(look().schedules).toEqual(['0 30 6 ? * 2-6 * ONLINE']);
    await apply({ offlineBecause: reason });
    expect(look()).toMatchObject({
      definitions: [{ releaseState: 'OFFLINE' }],
      schedules: ['0 30 6 ? * 2-6 * OFFLINE'],
    });
  });

  it('puts back what was before when the new version cannot be walked through', async () => {
    await apply();
    const before = look();
    const { masters, server } = scheduler.dolphin;
    const command = masters.command.bind(masters);
    masters.command = (one, at) => {
      const made = command({ ...one, definition: one.definition }, at);
      server.commands = server.commands.filter(
        ({ instanceId }) => instanceId !== made.instanceId,
      );
      server.instances.push({
        ...one,
        id: made.instanceId,
        name: 'x',
        version: one.definition.versions.at(-1)!,
        state: 'FAILURE',
        startTime: at,
        tasks: [],
      });
      return made;
    };
    await expect(
      apply({
        workflow: build({ run: 'node other' }, { crontab: '0 0 9 * * ? *' }),
      }),
    ).rejects.toThrow(/ended as FAILURE.* What was before stands again\./);
    expect(look()).toEqual(before);
  });

  it('refuses a schedule that the server cannot read before anything is written', async () => {
    await expect(
      apply({ workflow: build(undefined, { crontab: '0 0 6 31 2 ? *' }) }),
    ).rejects.toThrow('never fires');
    await expect(
      apply({ workflow: build(undefined, { crontab: '30 6 * * *' }) }),
    ).rejects.toThrow('cannot make sense of the schedule');
    expect(look().definitions).toEqual([]);
  });

  it('two at once make one', async () => {
    const all = await Promise.allSettled([apply(), apply(), apply()]);
    expect(all.map(({ status }) => status)).toContain('fulfilled');
    await apply();
    expect(look()).toMatchObject({
      projects: 1,
      definitions: [{ releaseState: 'ONLINE' }],
      schedules: ['0 30 6 ? * 2-6 * ONLINE'],
    });
  });

  it('leaves alone what somebody else wrote, unless it is told to take it over', async () => {
    await apply();
    const { server } = scheduler.dolphin;
    const theirs = server.definitions.find(({ name }) => name === NAME)!;
    theirs.description = 'by hand';
    await expect(apply()).rejects.toThrow('that the portal did not write');
    expect((await apply({ adopt: true })).version).toBe(2);
  });

  it('retires, once', async () => {
    await apply();
    const client = new DolphinClient({
      door: scheduler.door,
      settings: scheduler.settings,
    });
    const retire = () =>
      retireWorkflow({ client, project: 'Pipelines', name: NAME });
    expect((await retire()).changed).toBe(true);
    expect(look()).toMatchObject({
      definitions: [{ releaseState: 'OFFLINE' }],
      schedules: ['0 30 6 ? * 2-6 * OFFLINE'],
    });
    expect((await retire()).changed).toBe(false);
  });
});

it('switches off the schedule of a workflow that has none any more', async () => {
  scheduler = await startScheduler('3.2.2');
  await apply();
  await apply({ workflow: build(undefined, { crontab: null }) });
  expect(look().schedules).toEqual(['0 30 6 ? * 2-6 * OFFLINE']);
});

it('says what to do about a wrong token, and never says the token', async () => {
  scheduler = await startScheduler('3.2.2');
  const settings = { ...scheduler.settings, token: `${CANARY}x` };
  const client = new DolphinClient({ door: scheduler.door, settings });
  const failure = apply({ client });
  await expect(failure).rejects.toThrow(
    'make a new one for platform.dolphinScheduler.token',
  );
  const error = await failure.catch(one => one);
  expect(`${error.message} ${error.stack} ${told.join()}`).not.toContain(
    CANARY,
  );
});

it('says that nobody answered', async () => {
  scheduler = await startScheduler('3.2.2');
  const settings = {
    ...scheduler.settings,
    baseUrl: 'http://127.0.0.1:1/dolphinscheduler',
  };
  const client = new DolphinClient({ door: scheduler.door, settings });
  await expect(apply({ client })).rejects.toThrow(
    /gave no answer to GET \/projects/,
  );
});
