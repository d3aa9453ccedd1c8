import { toQuartz } from './cron';
import type { DocumentObject } from './document';

/** A workflow of steps, one after the other. */
export interface WorkflowSpec {
  readonly name: string;
  readonly description: string;
  /** Five fields, in `timezone`. */
  readonly schedule: string;
  /** IANA zone, UTC unless said. */
  readonly timezone?: string;
  readonly steps: readonly WorkflowStep[];
}

/** A step: a script of a shell, or a pod by the parameters of a K8S task. */
export type WorkflowStep =
  | {
      readonly name: string;
      readonly script: string;
      readonly parameters?: readonly DocumentObject[];
    }
  | { readonly name: string; readonly pod: DocumentObject };

const FIRST_CODE = 101;
const RETRY_MINUTES = 5;
const TIMEOUT_MINUTES = 60;

function buildTask(step: WorkflowStep, code: number): DocumentObject {
  return {
    code,
    name: step.name,
    version: 1,
    description: '',
    taskType: 'pod' in step ? 'K8S' : 'SHELL',
    taskParams: {
      localParams: [],
      resourceList: [],
      ...('pod' in step
        ? step.pod
        : {
            rawScript: step.script,
            ...(step.parameters && { localParams: [...step.parameters] }),
          }),
    },
    flag: 'YES',
    isCache: 'NO',
    taskPriority: 'MEDIUM',
    workerGroup: 'default',
    environmentCode: -1,
    failRetryTimes: 2,
    failRetryInterval: RETRY_MINUTES,
    timeoutFlag: 'OPEN',
    timeoutNotifyStrategy: 'WARNFAILED',
    timeout: TIMEOUT_MINUTES,
    delayTime: 0,
    taskGroupId: 0,
    taskGroupPriority: 0,
    cpuQuota: -1,
    memoryMax: -1,
    taskExecuteType: 'BATCH',
  };
}

function buildRelation(index: number): DocumentObject {
  const first = index === 0;
  return {
    name: '',
    preTaskCode: first ? 0 : FIRST_CODE + index - 1,
    preTaskVersion: first ? 0 : 1,
    postTaskCode: FIRST_CODE + index,
    postTaskVersion: 1,
    conditionType: 'NONE',
    conditionParams: {},
  };
}

/**
 * The workflow in the form that DolphinScheduler 3.1 and 3.2 import: a list of one, times in minutes, the schedule
 * in Quartz's dialect. The server gives new codes on import.
 *
 * @throws RangeError when the schedule cannot be said in Quartz.
 */
export function buildWorkflow(spec: WorkflowSpec): DocumentObject[] {
  const places = spec.steps.map((_, index) => ({
    taskCode: FIRST_CODE + index,
    x: 100 + index * 300,
    y: 100,
  }));
  return [
    {
      processDefinition: {
        code: 1,
        name: spec.name,
        version: 1,
        releaseState: 'OFFLINE',
        projectCode: 1,
        description: spec.description,
        globalParams: '[]',
        flag: 'YES',
        locations: JSON.stringify(places),
        timeout: TIMEOUT_MINUTES * spec.steps.length,
        executionType: 'SERIAL_WAIT',
      },
      processTaskRelationList: spec.steps.map((_, index) =>
        buildRelation(index),
      ),
      taskDefinitionList: spec.steps.map((step, index) =>
        buildTask(step, FIRST_CODE + index),
      ),
      schedule: {
        startTime: '2026-01-01 00:00:00',
        endTime: '2036-01-01 00:00:00',
        timezoneId: spec.timezone ?? 'UTC',
        crontab: toQuartz(spec.schedule),
        failureStrategy: 'CONTINUE',
        warningType: 'FAILURE',
        warningGroupId: 1,
        processInstancePriority: 'MEDIUM',
        workerGroup: 'default',
        tenantCode: 'default',
        environmentCode: -1,
        releaseState: 'OFFLINE',
      },
    },
  ];
}
