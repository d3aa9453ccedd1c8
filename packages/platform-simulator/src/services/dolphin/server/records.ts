/** What the scheduler keeps. Times are milliseconds since the epoch. */

/** A JSON object as a caller sent it. */
export type Json = Record<string, unknown>;

/** A task of a definition; what is not named here is kept as it was sent. */
export type TaskRecord = Json & {
  code: number;
  name: string;
  taskType: string;
  taskParams: Json;
};

/** That a task follows another. */
export type RelationRecord = Json & {
  preTaskCode: number;
  postTaskCode: number;
};

/** One version of a definition. */
export interface DefinitionVersion {
  version: number;
  name: string;
  description: string;
  globalParams: string;
  locations: string;
  timeout: number;
  executionType: string;
  tasks: TaskRecord[];
  relations: RelationRecord[];
  updateTime: number;
}

/** Whether something may run. */
export type Release = 'ONLINE' | 'OFFLINE';

/** A definition: the version in force, and all that there were. */
export interface DefinitionRecord extends DefinitionVersion {
  id: number;
  code: number;
  projectCode: number;
  releaseState: Release;
  createTime: number;
  versions: DefinitionVersion[];
  /** Its place among the workflows that were there before; their past runs are made up. */
  seed?: number;
}

/** A project. */
export interface ProjectRecord {
  id: number;
  code: number;
  name: string;
  description: string;
  createTime: number;
}

/** The one schedule of a definition. */
export interface ScheduleRecord {
  id: number;
  definitionCode: number;
  startTime: string;
  endTime: string;
  timezoneId: string;
  crontab: string;
  failureStrategy: string;
  warningType: string;
  workerGroup: string;
  tenantCode: string;
  environmentCode: number;
  releaseState: Release;
  /** Everything up to here has fired, or will not. */
  firedTo: number;
}

/** A state in the server's own words. */
export type State =
  | 'SUBMITTED_SUCCESS'
  | 'RUNNING_EXECUTION'
  | 'SERIAL_WAIT'
  | 'SUCCESS'
  | 'FAILURE'
  | 'STOP'
  | 'KILL';

/** A try of a task. */
export interface TaskRunRecord {
  id: number;
  task: TaskRecord;
  state: State;
  startTime: number;
  endTime?: number;
  retryTimes: number;
  log: string[];
  /** When it ends, unless a program decides that. */
  endsAt?: number;
  /** When it is tried again. */
  againAt?: number;
  /** Ends its program. */
  stop?: () => void;
}

/** A run of a definition. */
export interface InstanceRecord {
  id: number;
  name: string;
  definition: DefinitionRecord;
  /** The version that runs. */
  version: DefinitionVersion;
  state: State;
  commandType: string;
  scheduleTime?: number;
  startTime: number;
  endTime?: number;
  dryRun: boolean;
  failureStrategy: string;
  triggerCode: number;
  startParams: Record<string, string>;
  tasks: TaskRunRecord[];
}

/** A start that the masters have not taken up yet. */
export interface CommandRecord {
  dueAt: number;
  instanceId: number;
  definition: DefinitionRecord;
  commandType: string;
  scheduleTime?: number;
  dryRun: boolean;
  failureStrategy: string;
  triggerCode: number;
  startParams: Record<string, string>;
}

/** Ends of a run. */
export const FINAL: readonly State[] = ['SUCCESS', 'FAILURE', 'STOP', 'KILL'];
