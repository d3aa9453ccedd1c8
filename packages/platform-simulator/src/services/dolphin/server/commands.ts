/** The queue between who starts a run and the masters: what was asked for, and what schedules ask for by themselves. */
import { listFires } from '../quartz/listFires';
import type { DolphinServer } from './DolphinServer';
import { planOf } from './planOf';
import {
  FINAL,
  type CommandRecord,
  type InstanceRecord,
  type ScheduleRecord,
} from './records';

/** Milliseconds until a start is taken up; until then nobody finds its run. */
const TAKE_UP_MS = 300;
/** Fires that were missed while the clock was moved; older ones are let go. */
const MOST_MISSED = 48;

/** Queues a start; its run has an id already. */
export function queueCommand(
  server: DolphinServer,
  told: Omit<CommandRecord, 'dueAt' | 'instanceId'>,
  at: number,
): CommandRecord {
  const command: CommandRecord = {
    ...told,
    dueAt: at + TAKE_UP_MS,
    instanceId: server.takeInstanceId(),
  };
  server.commands.push(command);
  return command;
}

function fire(server: DolphinServer, schedule: ScheduleRecord, now: number) {
  const definition = server.definitions.find(
    ({ code }) => code === schedule.definitionCode,
  );
  // The runs of workflows that were there before are made up, until somebody changes them.
  const isMadeUp =
    definition?.seed !== undefined && !server.adopted.has(definition.seed);
  const isOn =
    schedule.releaseState === 'ONLINE' && definition?.releaseState === 'ONLINE';
  const after = schedule.firedTo;
  schedule.firedTo = now;
  if (!definition || isMadeUp || !isOn) return;
  const range = { after, until: now, count: 10_000 };
  for (const at of listFires(planOf(schedule), range).slice(-MOST_MISSED)) {
    queueCommand(
      server,
      {
        definition,
        commandType: 'SCHEDULER',
        scheduleTime: at,
        dryRun: false,
        failureStrategy: schedule.failureStrategy,
        triggerCode: server.takeCode(),
        startParams: {},
      },
      at,
    );
  }
}

/** Queues what schedules have become due for. */
export function fireSchedules(server: DolphinServer, now: number): void {
  for (const schedule of server.schedules) fire(server, schedule, now);
}

function firstState(
  server: DolphinServer,
  { definition }: CommandRecord,
): InstanceRecord['state'] {
  const busy = server.instances.some(
    one => one.definition === definition && !FINAL.includes(one.state),
  );
  if (!busy || definition.executionType === 'PARALLEL') {
    return 'RUNNING_EXECUTION';
  }
  return definition.executionType === 'SERIAL_DISCARD' ? 'STOP' : 'SERIAL_WAIT';
}

/** Runs that are kept; the oldest that have ended are forgotten, as a real one cleans its tables. */
const MOST_KEPT = 1_000;

function forget({ instances }: DolphinServer): void {
  while (instances.length > MOST_KEPT && FINAL.includes(instances[0].state)) {
    instances.shift();
  }
}

/** Makes runs of what is due. */
export function takeUp(server: DolphinServer, now: number): void {
  const due = server.commands.filter(({ dueAt }) => dueAt <= now);
  server.commands = server.commands.filter(({ dueAt }) => dueAt > now);
  for (const command of due) {
    const { definition, dueAt, instanceId, ...rest } = command;
    const stamp = new Date(dueAt).toISOString().replace(/\D/g, '');
    const version = definition.versions.find(
      one => one.version === definition.version,
    );
    server.instances.push({
      ...rest,
      id: instanceId,
      name: `${definition.name}-${definition.version}-${stamp}`,
      definition,
      version: version ?? definition,
      state: firstState(server, command),
      startTime: dueAt,
      tasks: [],
    });
  }
  forget(server);
}
