/**
 * The calls of the client against the controllers of a released DolphinScheduler, when its classes are there:
 *
 *   npm run verify:servers -- dolphinscheduler
 *
 * The simulator answers; the classes judge. A server of its own cannot be had: parts of it are not in the package registry.
 */
import { buildImportable } from '@254carbon/backstage-plugin-platform-common';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformDoor } from '../door/types';
import { findCall, readControllers } from './__testUtils__/readControllers';
import { startScheduler } from './__testUtils__/startScheduler';
import { applyWorkflow } from './applyWorkflow';
import { DolphinClient } from './DolphinClient';
import { retireWorkflow } from './retireWorkflow';

const VERSION = '3.1.1';
const folder = join(
  process.env.CONNECTOR_TEST_SERVERS ?? '/none',
  'dolphinscheduler',
);

interface Asked {
  method: string;
  path: string;
  names: string[];
}

const NAME = 'eia-daily';

function build(script: string, crontab: string) {
  return buildImportable({
    name: NAME,
    description: 'Prices of the day',
    globalParams: [],
    timeoutMinutes: 60,
    schedule: { crontab },
    tasks: [
      {
        name: 'run',
        taskType: 'SHELL',
        taskParams: { rawScript: script },
        needs: [],
        retries: 1,
        retryMinutes: 5,
      },
    ],
  });
}

/** Everything that is asked while a workflow is made, changed, rolled back, retired and deleted. */
async function record(): Promise<Asked[]> {
  const scheduler = await startScheduler(VERSION);
  const asked: Asked[] = [];
  let broken = false;
  const door: Pick<PlatformDoor, 'ask'> = {
    ask: question => {
      const { method = 'GET', body = '' } = question.request ?? {};
      const [path, query = ''] = question.path.split('?');
      const names = [
        ...new URLSearchParams(query).keys(),
        ...new URLSearchParams(String(body)).keys(),
      ];
      asked.push({ method, path, names });
      const fails = broken && path.endsWith('/online');
      return scheduler.door.ask(
        fails ? { ...question, path: '/nowhere' } : question,
      );
    },
  };
  const client = new DolphinClient({ door, settings: scheduler.settings });
  const apply = (script: string, crontab: string) =>
    applyWorkflow({
      client,
      workflow: build(script, crontab),
      project: 'Pipelines',
      dryRun: true,
      lookMs: 10,
      log: () => {},
    });
  try {
    const { projectCode, code } = await apply('node run', '0 30 6 * * ? *');
    await apply('node run again', '0 30 7 * * ? *');
    broken = true;
    await expect(apply('node other', '0 30 8 * * ? *')).rejects.toThrow();
    broken = false;
    await retireWorkflow({ client, project: 'Pipelines', name: NAME });
    await client.deleteDefinition(projectCode, code);
    return asked;
  } finally {
    await scheduler.close();
  }
}

if (existsSync(join(folder, '.complete'))) {
  describe(`the controllers of DolphinScheduler ${VERSION}`, () => {
    const calls = readControllers(
      join(folder, `dolphinscheduler-api-${VERSION}.jar`),
      [
        'ProjectController',
        'ProcessDefinitionController',
        'SchedulerController',
        'ExecutorController',
        'TaskDefinitionController',
        'ProcessInstanceController',
      ],
    );

    it('are read with all that they say', () => {
      expect(calls.length).toBeGreaterThan(60);
      expect(
        findCall(calls, 'POST', '/projects/1/process-definition'),
      ).toMatchObject({
        required: [
          'name',
          'tenantCode',
          'taskRelationJson',
          'taskDefinitionJson',
        ],
      });
      expect(
        findCall(calls, 'GET', '/projects/1/process-definition/query-by-name'),
      ).toMatchObject({ required: ['name'] });
    });

    it('answer every call of the client, which sends all that they require and nothing that they do not know but the tenant of later versions', async () => {
      const asked = await record();
      const seen = new Set<string>();
      const judged = asked.map(({ method, path, names }) => {
        const call = findCall(calls, method, path);
        seen.add(`${call?.method} ${call?.path}`);
        const known = [...(call?.required ?? []), ...(call?.optional ?? [])];
        const unknown = names.filter(
          name => !known.includes(name) && name !== 'tenantCode',
        );
        return {
          what: `${method} ${path}`,
          answered: call !== undefined,
          missing: (call?.required ?? []).filter(name => !names.includes(name)),
          unknown: unknown.length - (call?.unnamed ?? 0),
        };
      });
      expect(judged.length).toBeGreaterThan(20);
      expect(judged).toEqual(
        judged.map(({ what }) => ({
          what,
          answered: true,
          missing: [],
          unknown: 0,
        })),
      );
      expect([...seen].sort()).toEqual(
        expect.arrayContaining([
          'DELETE /projects/{projectCode}/process-definition/{code}',
          'GET /projects/{projectCode}/process-definition/{code}/versions/{version}',
          'POST /projects/{projectCode}/executors/start-process-instance',
          'POST /projects/{projectCode}/process-definition',
          'POST /projects/{projectCode}/process-definition/{code}/release',
          'POST /projects/{projectCode}/schedules',
          'POST /projects/{projectCode}/schedules/preview',
          'POST /projects/{projectCode}/schedules/{id}/online',
          'PUT /projects/{projectCode}/process-definition/{code}',
          'PUT /projects/{projectCode}/schedules/{id}',
        ]),
      );
    }, 300_000);
  });
} else {
  it.todo(
    'NOT RUN: the controllers of a released DolphinScheduler; npm run verify:servers -- dolphinscheduler fetches them',
  );
}
