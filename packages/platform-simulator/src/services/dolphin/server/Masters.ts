/**
 * The masters: they take up what was started, fire what is due, and move runs from task to task. Everything follows from the
 * clock but the end of a program, which is told when it comes. `settle` may be called at any time and as often as one likes.
 */
import { fireSchedules, queueCommand, takeUp } from './commands';
import type { DolphinServer } from './DolphinServer';
import { isReady } from './isReady';
import {
  FINAL,
  type CommandRecord,
  type InstanceRecord,
  type TaskRecord,
  type TaskRunRecord,
} from './records';

const DRY_TASK_MS = 50;
const QUIET_TASK_MS = 1_000;
const MINUTE_MS = 60_000;
const LOOK_MS = 250;

/** A task that is to be run. */
export interface TaskJob {
  task: TaskRecord;
  instance: InstanceRecord;
  run: TaskRunRecord;
  /** Appends a line to the task's log. */
  log(line: string): void;
}

/** Runs the programs of tasks; `undefined` for a task that has none here, which then only takes its time. */
export interface TaskRunner {
  start(job: TaskJob): { done: Promise<boolean>; stop: () => void } | undefined;
}

/** Moves the scheduler on in time. */
export class Masters {
  readonly #server: DolphinServer;
  readonly #runner?: TaskRunner;
  #timer?: NodeJS.Timeout;

  constructor(server: DolphinServer, runner?: TaskRunner) {
    this.#server = server;
    this.#runner = runner;
  }

  /** Looks by itself from now on; gives what ends that, and every program that runs. */
  start(): () => void {
    this.#timer = setInterval(() => this.settle(), LOOK_MS);
    this.#timer.unref();
    return () => {
      clearInterval(this.#timer);
      for (const { tasks } of this.#server.instances) {
        for (const { stop } of tasks) stop?.();
      }
    };
  }

  /** Queues a start; its run has an id already. */
  command(
    told: Omit<CommandRecord, 'dueAt' | 'instanceId'>,
    at: number,
  ): CommandRecord {
    return queueCommand(this.#server, told, at);
  }

  /** Brings everything up to the clock. */
  settle(): void {
    const now = this.#server.clock.now();
    fireSchedules(this.#server, now);
    takeUp(this.#server, now);
    let moved = true;
    while (moved) {
      moved = this.#server.instances
        .filter(({ state }) => !FINAL.includes(state))
        .map(instance => this.#step(instance, now))
        .some(Boolean);
    }
  }

  /** Ends a run and its programs. */
  stop(instance: InstanceRecord): void {
    const now = this.#server.clock.now();
    for (const run of instance.tasks.filter(
      ({ state }) => !FINAL.includes(state),
    )) {
      run.stop?.();
      Object.assign(run, { state: 'KILL', endTime: now });
    }
    Object.assign(instance, { state: 'STOP', endTime: now });
  }

  /** One step; false when there is nothing to do until later. */
  #step(instance: InstanceRecord, now: number): boolean {
    if (instance.state === 'SERIAL_WAIT')
      return this.#stopWaiting(instance, now);
    return (
      instance.tasks.some(run => this.#moveTask(run, instance, now)) ||
      this.#startNext(instance, now) ||
      this.#finish(instance)
    );
  }

  #stopWaiting(instance: InstanceRecord, now: number): boolean {
    const before = this.#server.instances.find(
      one =>
        one.definition === instance.definition &&
        one.id < instance.id &&
        !FINAL.includes(one.state),
    );
    if (before) return false;
    Object.assign(instance, { state: 'RUNNING_EXECUTION', startTime: now });
    return true;
  }

  #moveTask(
    run: TaskRunRecord,
    instance: InstanceRecord,
    now: number,
  ): boolean {
    if (
      run.state === 'RUNNING_EXECUTION' &&
      run.endsAt !== undefined &&
      run.endsAt <= now
    ) {
      Object.assign(run, { state: 'SUCCESS', endTime: run.endsAt });
      return true;
    }
    if (run.againAt !== undefined && run.againAt <= now) {
      run.againAt = undefined;
      run.retryTimes += 1;
      this.#run(run, instance, now);
      return true;
    }
    return false;
  }

  #startNext(instance: InstanceRecord, now: number): boolean {
    const { tasks: all, relations } = instance.version;
    const failed = instance.tasks.some(({ state }) => state === 'FAILURE');
    if (failed && instance.failureStrategy === 'END') return false;
    const ready = all.find(task => isReady(task, instance, relations));
    if (!ready) return false;
    const before = instance.tasks.map(({ endTime }) => endTime ?? 0);
    const startTime = Math.max(instance.startTime, ...before);
    const run: TaskRunRecord = {
      id: this.#server.takeInstanceId(),
      task: ready,
      state: 'RUNNING_EXECUTION',
      startTime: Math.min(startTime, now),
      retryTimes: 0,
      log: [],
    };
    instance.tasks.push(run);
    this.#run(run, instance, run.startTime);
    return true;
  }

  #run(run: TaskRunRecord, instance: InstanceRecord, at: number): void {
    const { task } = run;
    Object.assign(run, { state: 'RUNNING_EXECUTION', endTime: undefined });
    const log = (line: string) => {
      const time = new Date(this.#server.clock.now()).toISOString();
      run.log.push(
        `[INFO] ${time.replace('T', ' ').replace('Z', ' +0000')} - ${line}`,
      );
    };
    if (instance.dryRun || task.flag === 'NO') {
      log(
        instance.dryRun
          ? 'dry run: the task is not executed'
          : 'the task is switched off',
      );
      run.endsAt = at + DRY_TASK_MS;
      return;
    }
    const started = this.#runner?.start({ task, instance, run, log });
    if (!started) {
      log(`a ${task.taskType} task without a program here only takes its time`);
      run.endsAt = at + QUIET_TASK_MS;
      return;
    }
    run.endsAt = undefined;
    run.stop = started.stop;
    started.done.then(
      isWell => this.#end(run, isWell),
      error => {
        log(
          `the worker failed: ${
            error instanceof Error ? error.message : error
          }`,
        );
        this.#end(run, false);
      },
    );
  }

  #end(run: TaskRunRecord, isWell: boolean): void {
    run.stop = undefined;
    if (FINAL.includes(run.state)) return;
    const endTime = this.#server.clock.now();
    const { failRetryTimes, failRetryInterval } = run.task;
    if (!isWell && run.retryTimes < Number(failRetryTimes ?? 0)) {
      run.againAt = endTime + Number(failRetryInterval ?? 1) * MINUTE_MS;
      Object.assign(run, { state: 'SUBMITTED_SUCCESS', endTime });
    } else {
      Object.assign(run, { state: isWell ? 'SUCCESS' : 'FAILURE', endTime });
    }
    this.settle();
  }

  #finish(instance: InstanceRecord): boolean {
    const { tasks } = instance;
    if (tasks.some(({ state }) => !FINAL.includes(state))) return false;
    const isWell =
      tasks.length === instance.version.tasks.length &&
      tasks.every(({ state }) => state === 'SUCCESS');
    const ends = tasks.map(({ endTime }) => endTime ?? instance.startTime);
    Object.assign(instance, {
      state: isWell ? 'SUCCESS' : 'FAILURE',
      endTime: Math.max(instance.startTime, ...ends),
    });
    return true;
  }
}
