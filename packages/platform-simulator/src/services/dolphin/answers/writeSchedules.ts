/** Schedules: one for each definition, which must be online before; judged by the server's own reading of Quartz. */
import { success } from '../envelope';
import { listFires } from '../quartz/listFires';
import { dateTime } from '../runs';
import { planOf } from '../server/planOf';
import type { DefinitionRecord, ScheduleRecord } from '../server/records';
import {
  definitionOf,
  projectOf,
  Refusal,
  type ApiAnswer,
  type ApiContext,
} from './context';
import { describeSchedule } from './describe';

const PREVIEWED = 5;

type Times = Pick<
  ScheduleRecord,
  'startTime' | 'endTime' | 'timezoneId' | 'crontab'
>;

/** Reads the parameter `schedule`. @throws Refusal 10024 when the server cannot make sense of it. */
function readTimes({ parameters }: ApiContext): Times {
  const told = parameters.needJson<Partial<Times>>('schedule');
  const {
    startTime = '',
    endTime = '',
    timezoneId = 'UTC',
    crontab = '',
  } = told;
  if (startTime === endTime) {
    throw new Refusal(10141, 'start time must not be the same as the end time');
  }
  const times = { startTime, endTime, timezoneId, crontab };
  try {
    const plan = planOf(times);
    if (plan.from === undefined || plan.to === undefined) {
      throw new RangeError('its times are none');
    }
    listFires(plan, { after: 0, count: 1 });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal(10024, `crontab ${crontab} is invalid: ${why}`);
  }
  return times;
}

function scheduleOf(context: ApiContext): ScheduleRecord {
  const { code } = projectOf(context);
  const codes = context.server.definitionsOf(code).map(one => one.code);
  const found = context.server.schedules.find(
    ({ id, definitionCode }) =>
      String(id) === context.segments[1] && codes.includes(definitionCode),
  );
  if (!found)
    throw new Refusal(10203, `schedule ${context.segments[1]} does not exist`);
  return found;
}

function ownerOf(
  context: ApiContext,
  schedule: ScheduleRecord,
): DefinitionRecord {
  return definitionOf(context, String(schedule.definitionCode));
}

function assertOnline(context: ApiContext, definition: DefinitionRecord): void {
  if (definition.releaseState !== 'ONLINE') {
    throw new Refusal(
      50004,
      `${context.dialect.word} definition ${definition.name} process version ${definition.version} not online`,
    );
  }
}

function readRest({ parameters }: ApiContext) {
  return {
    failureStrategy: parameters.get('failureStrategy', 'CONTINUE'),
    warningType: parameters.get('warningType', 'NONE'),
    workerGroup: parameters.get('workerGroup', 'default'),
    tenantCode: parameters.get('tenantCode', 'default'),
    environmentCode: Number(parameters.get('environmentCode', '-1')),
  };
}

/** `POST .../schedules`. */
export const createSchedule: ApiAnswer = context => {
  const { server, dialect, parameters } = context;
  const definition = definitionOf(
    context,
    parameters.need(`${dialect.word}DefinitionCode`),
  );
  assertOnline(context, definition);
  if (server.scheduleOf(definition)) {
    throw new Refusal(10204, `schedule of ${definition.name} already exists`);
  }
  const schedule: ScheduleRecord = {
    ...readTimes(context),
    ...readRest(context),
    id: server.takeId(),
    definitionCode: definition.code,
    releaseState: 'OFFLINE',
    firedTo: server.clock.now(),
  };
  server.schedules.push(schedule);
  return success(describeSchedule(schedule, server, dialect));
};

function change(context: ApiContext, schedule: ScheduleRecord): Response {
  if (schedule.releaseState === 'ONLINE') {
    throw new Refusal(10023, 'online status does not allow update operations');
  }
  context.server.adopt(ownerOf(context, schedule));
  Object.assign(schedule, readTimes(context), readRest(context));
  return success(describeSchedule(schedule, context.server, context.dialect));
}

/** `PUT .../schedules/{id}`. */
export const updateSchedule: ApiAnswer = context =>
  change(context, scheduleOf(context));

/** `PUT .../schedules/update/{definition}`. */
export const updateScheduleOf: ApiAnswer = context => {
  const schedule = context.server.scheduleOf(definitionOf(context));
  if (!schedule) throw new Refusal(10203, 'schedule does not exist');
  return change(context, schedule);
};

function switchTo(state: 'ONLINE' | 'OFFLINE'): ApiAnswer {
  return context => {
    const schedule = scheduleOf(context);
    const definition = ownerOf(context, schedule);
    if (schedule.releaseState === state) {
      throw new Refusal(10126, `schedule release is already ${state}`);
    }
    if (state === 'ONLINE') assertOnline(context, definition);
    context.server.adopt(definition);
    schedule.releaseState = state;
    schedule.firedTo = context.server.clock.now();
    return success(null);
  };
}

/** `POST .../schedules/{id}/online`. */
export const onlineSchedule = switchTo('ONLINE');

/** `POST .../schedules/{id}/offline`. */
export const offlineSchedule = switchTo('OFFLINE');

/** `DELETE .../schedules/{id}`. */
export const deleteSchedule: ApiAnswer = context => {
  const schedule = scheduleOf(context);
  if (schedule.releaseState === 'ONLINE') {
    throw new Refusal(10023, 'online status does not allow delete operations');
  }
  context.server.adopt(ownerOf(context, schedule));
  context.server.schedules = context.server.schedules.filter(
    one => one !== schedule,
  );
  return success(null);
};

/** `POST .../schedules/preview`: the next five times, in UTC. */
export const previewSchedule: ApiAnswer = context => {
  projectOf(context);
  const plan = planOf(readTimes(context));
  const fires = listFires(plan, { after: context.call.now, count: PREVIEWED });
  return success(fires.map(dateTime));
};
