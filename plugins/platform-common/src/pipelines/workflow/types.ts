/**
 * A workflow as DolphinScheduler 3.1 and 3.2 export and import it: one item of the file's list. It is the form in
 * which a workflow lies in a repository, and from which it is planned for the API of any version. Times are minutes.
 */
import { JsonObject } from '../../kubernetes';

/** The half of a definition that is not its tasks. */
export interface WorkflowHead {
  name: string;
  description: string;
  /** A list of `{ prop, direct, type, value }`, as text of JSON. */
  globalParams: string;
  /** Minutes; 0 for none. */
  timeout: number;
  executionType: ExecutionType;
  /** Where tasks stand on the page: a list of `{ taskCode, x, y }`, as text of JSON. */
  locations: string;
}

/** What happens to a run that is due while another one runs. */
export type ExecutionType =
  | 'PARALLEL'
  | 'SERIAL_WAIT'
  | 'SERIAL_DISCARD'
  | 'SERIAL_PRIORITY';

/** A task; what is not named here travels as it is. */
export type WorkflowTask = JsonObject & {
  code: number;
  name: string;
  taskType: string;
  taskParams: JsonObject;
};

/** That one task follows another; a root follows 0. */
export type WorkflowRelation = JsonObject & {
  preTaskCode: number;
  postTaskCode: number;
};

/** When it runs. */
export interface WorkflowTimes {
  /** `yyyy-MM-dd HH:mm:ss` in the zone. */
  startTime: string;
  endTime: string;
  /** Quartz: six or seven fields, seconds first. */
  crontab: string;
  timezoneId: string;
  failureStrategy: 'CONTINUE' | 'END';
  warningType: 'NONE' | 'SUCCESS' | 'FAILURE' | 'ALL';
  workerGroup: string;
  tenantCode: string;
}

/** One item of an importable file. */
export interface ImportableWorkflow {
  processDefinition: WorkflowHead;
  processTaskRelationList: WorkflowRelation[];
  taskDefinitionList: WorkflowTask[];
  schedule: WorkflowTimes | null;
}

/** Something about a workflow that cannot work (`error`), or that will be other than its file says (`warning`). */
export interface WorkflowProblem {
  /** Place in the file: `tasks[1].type`. */
  at: string;
  severity: 'error' | 'warning';
  problem: string;
  cure: string;
}

/** What came of a conversion; without `importable` an error stands in its way. */
export interface WorkflowConversion {
  importable?: ImportableWorkflow[];
  problems: WorkflowProblem[];
}

/** Versions whose API differs. */
export const WORKFLOW_DIALECTS = ['3.1', '3.2', '3.3'] as const;
/** A version whose API differs. */
export type WorkflowDialect = (typeof WORKFLOW_DIALECTS)[number];
