/**
 * Files that people wrote by hand: `{ name, schedule, timezone, tasks, sla }` with tasks that name what they depend on, and
 * `{ name, crontab, scheduleStartTime, tenantCode, processType, tasks }` with `preTasks`. Neither can be imported as it is.
 */
import {
  asNumber,
  asObject,
  asObjects,
  asText,
  JsonObject,
} from '../../kubernetes';
import { buildImportable } from './buildImportable';
import { checkTasks } from './checkTasks';
import { convertHandTask, DataSourceNumbers } from './convertHandTask';
import { ProblemList } from './ProblemList';
import { readTimes } from './readTimes';
import { ImportableWorkflow } from './types';

const SECONDS = 60;

/** Keys that are understood, or mean nothing to the scheduler. */
const KNOWN = new Set([
  'name',
  'description',
  'schedule',
  'crontab',
  'timezone',
  'timezoneId',
  'scheduleStartTime',
  'scheduleEndTime',
  'scheduleWarningType',
  'timeout',
  'tenantCode',
  'processType',
  'params',
  'tasks',
  'quota',
  'version',
]);

function warnOfRest(told: JsonObject, list: ProblemList): void {
  for (const key of Object.keys(told).filter(one => !KNOWN.has(one))) {
    list.warn(
      key,
      key === 'sla'
        ? 'A workflow of the scheduler says nothing about freshness.'
        : `The scheduler has no '${key}'.`,
      key === 'sla'
        ? 'Write an alert on the age of the table.'
        : 'Leave it out, or do it in a task.',
    );
  }
}

function checkNeeds(tasks: readonly JsonObject[], list: ProblemList): void {
  const names = tasks.map(({ name }) => asText(name)?.trim());
  for (const [index, task] of tasks.entries()) {
    const told = task.dependsOn ?? task.preTasks ?? task.deps;
    const needs = Array.isArray(told)
      ? told
      : asText(told)?.split(/\s*,\s*/) ?? [];
    for (const need of needs.filter(one => !names.includes(String(one)))) {
      list.error(
        `tasks[${index}]`,
        `It depends on '${need}', which the workflow does not have.`,
        'Correct the name or add the task.',
      );
    }
  }
}

/** Converts a file by hand; what cannot work is in `list`. */
export function convertHand(
  told: JsonObject,
  list: ProblemList,
  sources: DataSourceNumbers,
): ImportableWorkflow {
  const name = asText(told.name)?.trim() ?? '';
  if (!name) list.error('name', 'The workflow has no name.', 'Name it.');
  const tasks = asObjects(told.tasks);
  checkNeeds(tasks, list);
  const isFirst = told.crontab === undefined;
  const schedule = readTimes(
    told,
    {
      crontab: isFirst ? 'schedule' : 'crontab',
      zone: told.timezoneId === undefined ? 'timezone' : 'timezoneId',
      from: 'scheduleStartTime',
      to: 'scheduleEndTime',
    },
    list,
  );
  const seconds = asNumber(told.timeout) ?? 0;
  const workflow = buildImportable({
    name,
    description: asText(told.description) ?? '',
    globalParams: Object.entries(asObject(told.params)).map(
      ([prop, value]) => ({
        prop,
        direct: 'IN',
        type: 'VARCHAR',
        value: asText(value) ?? JSON.stringify(value),
      }),
    ),
    timeoutMinutes: Math.ceil(Math.max(0, seconds) / SECONDS),
    tasks: tasks.flatMap(
      (task, index) =>
        convertHandTask({ task, at: `tasks[${index}]`, list, sources }) ?? [],
    ),
    schedule,
  });
  warnOfRest(told, list);
  if (!list.hasErrors || tasks.length === 0) checkTasks(workflow, list);
  return workflow;
}
