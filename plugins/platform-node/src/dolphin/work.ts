import { ImportableWorkflow } from '@254carbon/backstage-plugin-platform-common';
import { DolphinClient } from './DolphinClient';
import { DolphinScheduleView } from './shapes';

/** What is to be. */
export interface ApplyRequest {
  client: DolphinClient;
  workflow: ImportableWorkflow;
  /** Name of the project; made when there is none. */
  project: string;
  /** Why it stays offline; absent when it may run. */
  offlineBecause?: string;
  /** Walk through it without running its tasks, once for each version. */
  dryRun: boolean;
  /** Take over a workflow of the name that the portal did not write. */
  adopt?: boolean;
  /** Milliseconds between two looks at a walk; 500 unless set. */
  lookMs?: number;
  /** Told as soon as a workflow that was not there is made, whatever becomes of the rest: who undoes has to know. */
  made?: (workflow: { projectCode: number; code: number }) => Promise<void>;
  /** Told of every step. */
  log: (message: string) => void;
  signal?: AbortSignal;
}

/** What is now. */
export interface AppliedWorkflow {
  projectCode: number;
  code: number;
  version: number;
  revision: string;
  /** It was made by this call. */
  created: boolean;
  /** Something was written by this call. */
  changed: boolean;
  online: boolean;
  /** Why it is offline. */
  reason?: string;
  scheduleId?: number;
  /** `yyyy-MM-dd HH:mm:ss`, as the scheduler reads the schedule. */
  nextRuns: string[];
}

/** What a step works on. */
export interface Work extends ApplyRequest {
  projectCode: number;
  revision: string;
  /** Something was written. */
  changed: boolean;
  /** The schedule before anything was written. */
  scheduleBefore?: DolphinScheduleView;
}
