/** Starts: a command is queued and answered at once, the run appears later. */
import { envelope, success } from '../envelope';
import { listFires } from '../quartz/listFires';
import { planOf } from '../server/planOf';
import type { DefinitionRecord } from '../server/records';
import {
  definitionOf,
  projectOf,
  Refusal,
  type ApiAnswer,
  type ApiContext,
} from './context';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

/** The times that a complement makes up for: those of the schedule, or one a day. */
function complementTimes(
  context: ApiContext,
  definition: DefinitionRecord,
): number[] {
  const told = context.parameters.needJson<{
    complementStartDate?: string;
    complementEndDate?: string;
    complementScheduleDateList?: string;
  }>('scheduleTime');
  const time = (text = '') => Date.parse(`${text.trim().replace(' ', 'T')}Z`);
  const listed = told.complementScheduleDateList?.split(',').map(time);
  const from = time(told.complementStartDate);
  const to = time(told.complementEndDate);
  if (listed && listed.every(Number.isFinite)) return listed;
  if (!(from <= to))
    throw new Refusal(10001, 'request parameter scheduleTime is not valid');
  const schedule = context.server.scheduleOf(definition);
  if (schedule?.releaseState === 'ONLINE') {
    const { crontab, timezoneId } = planOf(schedule);
    return listFires(
      { crontab, timezoneId },
      { after: from - 1, until: to, count: MOST_DAYS },
    );
  }
  const days: number[] = [];
  for (let day = from; day <= to && days.length < MOST_DAYS; day += DAY_MS)
    days.push(day);
  return days;
}

function readStartParams(text: string): Record<string, string> {
  if (!text) return {};
  const told: unknown = JSON.parse(text);
  const pairs = Array.isArray(told)
    ? told.map(({ prop, value }) => [prop, value])
    : Object.entries(told ?? {});
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, String(value)]),
  );
}

/** `POST .../executors/start-...-instance`: what it tells of the start is another thing in every version. */
export const startInstance: ApiAnswer = context => {
  const { server, masters, dialect, parameters, call } = context;
  const code = parameters.need(`${dialect.word}DefinitionCode`);
  for (const name of ['scheduleTime', 'failureStrategy', 'warningType'])
    parameters.need(name);
  const definition = definitionOf(context, code);
  if (definition.releaseState !== 'ONLINE') {
    throw new Refusal(
      50004,
      `${dialect.word} definition ${definition.name} process version ${definition.version} not online`,
    );
  }
  const isComplement = parameters.get('execType') === 'COMPLEMENT_DATA';
  const times = isComplement
    ? complementTimes(context, definition)
    : [undefined];
  const triggerCode = server.takeCode();
  const commands = times.map(scheduleTime =>
    masters.command(
      {
        definition,
        commandType: isComplement ? 'COMPLEMENT_DATA' : 'START_PROCESS',
        scheduleTime,
        dryRun: parameters.get('dryRun', '0') === '1',
        failureStrategy: parameters.need('failureStrategy'),
        triggerCode,
        startParams: readStartParams(parameters.get('startParams')),
      },
      call.now,
    ),
  );
  if (dialect.word === 'workflow') {
    return success(commands.map(({ instanceId }) => instanceId));
  }
  return dialect.version.startsWith('3.1.')
    ? envelope(0, 'success')
    : success(triggerCode);
};

/** `POST .../executors/execute`: of all that can be done with a run, it can be stopped and run again. */
export const executeInstance: ApiAnswer = context => {
  const { server, masters, dialect, parameters, call } = context;
  const { code } = projectOf(context);
  const id = parameters.needNumber(`${dialect.word}InstanceId`);
  const instance = server.instances.find(
    one => one.id === id && one.definition.projectCode === code,
  );
  if (!instance)
    throw new Refusal(50001, `${dialect.word} instance ${id} does not exist`);
  switch (parameters.need('executeType')) {
    case 'STOP':
      masters.stop(instance);
      return success(null);
    case 'REPEAT_RUNNING':
      masters.command(
        {
          definition: instance.definition,
          commandType: 'REPEAT_RUNNING',
          scheduleTime: instance.scheduleTime,
          dryRun: instance.dryRun,
          failureStrategy: instance.failureStrategy,
          triggerCode: instance.triggerCode,
          startParams: instance.startParams,
        },
        call.now,
      );
      return success(null);
    default:
      throw new Refusal(10001, 'request parameter executeType is not valid');
  }
};
