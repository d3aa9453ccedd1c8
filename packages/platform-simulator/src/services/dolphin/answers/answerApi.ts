/** Which address is answered by what. Segments that are open are digits, so that `list` and `query-by-name` are never taken for a code. */
import { serverOf } from '../server/serverOf';
import { readDialect, type Dialect } from '../dialect';
import { springNotFound } from '../../reply';
import type { ServiceCall } from '../../types';
import { Refusal, readParameters, type ApiAnswer } from './context';
import * as read from './readAnswers';
import * as readRuns from './readRuns';
import * as files from './moveDefinitions';
import * as definitions from './writeDefinitions';
import * as rest from './writeRest';
import * as runs from './writeRuns';
import * as schedules from './writeSchedules';

const BASE = '/dolphinscheduler';

/** `:n` is an open segment. */
function tableOf({
  word,
  definitions: d,
  runs: r,
  statistics,
}: Dialect): Record<string, ApiAnswer> {
  const p = '/projects/:n';
  return {
    'GET /projects': read.listProjects,
    'GET /projects/list': read.listAllProjects,
    'POST /projects': rest.createProject,
    'POST /access-tokens': rest.storeToken,
    'POST /access-tokens/generate': rest.generateToken,
    'GET /datasources': read.listDataSources,
    [`GET /projects/analysis/${statistics}`]: readRuns.countRuns,
    'GET /projects/analysis/task-state-count': readRuns.countTasks,
    [`GET ${p}`]: read.readOneProject,
    [`GET ${p}/task-definition/gen-task-codes`]: definitions.genTaskCodes,
    [`GET ${p}/${d}`]: read.listDefinitions,
    [`POST ${p}/${d}`]: definitions.createDefinition,
    [`GET ${p}/${d}/list`]: read.listAllDefinitions,
    [`GET ${p}/${d}/query-by-name`]: read.readByName,
    [`GET ${p}/${d}/verify-name`]: read.verifyName,
    [`POST ${p}/${d}/import`]: files.importDefinitions,
    [`POST ${p}/${d}/batch-export`]: files.exportDefinitions,
    [`GET ${p}/${d}/:n`]: read.readDefinition,
    [`PUT ${p}/${d}/:n`]: definitions.updateDefinition,
    [`DELETE ${p}/${d}/:n`]: definitions.deleteDefinition,
    [`POST ${p}/${d}/:n/release`]: definitions.releaseDefinition,
    [`GET ${p}/${d}/:n/versions`]: read.listVersions,
    [`GET ${p}/${d}/:n/versions/:n`]: definitions.switchVersion,
    [`GET ${p}/schedules`]: read.listSchedules,
    [`POST ${p}/schedules`]: schedules.createSchedule,
    [`POST ${p}/schedules/preview`]: schedules.previewSchedule,
    [`PUT ${p}/schedules/update/:n`]: schedules.updateScheduleOf,
    [`PUT ${p}/schedules/:n`]: schedules.updateSchedule,
    [`DELETE ${p}/schedules/:n`]: schedules.deleteSchedule,
    [`POST ${p}/schedules/:n/online`]: schedules.onlineSchedule,
    [`POST ${p}/schedules/:n/offline`]: schedules.offlineSchedule,
    [`POST ${p}/executors/start-${word}-instance`]: runs.startInstance,
    [`POST ${p}/executors/execute`]: runs.executeInstance,
    [`GET ${p}/${r}`]: readRuns.listInstances,
    [`GET ${p}/${r}/trigger`]: readRuns.readByTrigger,
    [`GET ${p}/${r}/:n`]: readRuns.readInstance,
    [`GET ${p}/${r}/:n/tasks`]: readRuns.readInstanceTasks,
    [`GET ${p}/task-instances`]: readRuns.listTaskRuns,
    'GET /log/:n/detail': readRuns.readLog,
    'GET /log/detail': readRuns.readLogPart,
  };
}

/** Tells an address below the context path and what it leaves open. */
function findAnswer(
  table: Record<string, ApiAnswer>,
  method: string,
  path: string,
) {
  const segments = path.split('/').filter(part => /^\d+$/.test(part));
  const shape = path
    .split('/')
    .map(part => (/^\d+$/.test(part) ? ':n' : part))
    .join('/');
  const key = `${method === 'HEAD' ? 'GET' : method} ${shape}`;
  return Object.hasOwn(table, key)
    ? { answer: table[key], segments }
    : undefined;
}

/** Answers everything that wants to know who asks. */
export async function answerApi(call: ServiceCall): Promise<Response> {
  const dialect = readDialect(call);
  const path = call.path.slice(BASE.length).replace(/\/$/, '');
  const found = findAnswer(tableOf(dialect), call.method, path);
  if (!found) return springNotFound(call);
  const parameters = await readParameters(call);
  const { server, masters } = serverOf(call);
  const { answer, segments } = found;
  try {
    return answer({ call, dialect, server, masters, parameters, segments });
  } catch (error) {
    if (error instanceof Refusal) return error.answer();
    throw error;
  }
}
