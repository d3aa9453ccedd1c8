/**
 * From the importable form to what the scheduler's API is sent. Codes are the server's: those of tasks that it has
 * already stay theirs by name, so that history and versions stay joined. The last line of the description says that the portal
 * wrote it, and which revision: equal revision, nothing to write.
 */
import { asObject, JsonObject, JsonValue } from '../../kubernetes';
import { digestText } from '../../model';
import { placeTasks } from './layers';
import {
  ImportableWorkflow,
  WorkflowDialect,
  WorkflowRelation,
  WorkflowTask,
} from './types';

/** Longest description that the API takes, in characters. */
const LONGEST_DESCRIPTION = 255;
const TRAILER = /\n*managed-by=254carbon-portal; rev=([a-z0-9]+)\s*$/;

/** What the API is sent, apart from the schedule. */
export interface WorkflowPlan {
  name: string;
  revision: string;
  /** Parameters of create and update, as the form fields of the version. */
  parameters: Record<string, string>;
}

function sortKeys(value: JsonValue | undefined): JsonValue {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const sorted = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, one]) => [key, sortKeys(one)]));
}

/** Without what is the server's: code, version and the like. */
function ownHalf({ code, version, ...rest }: WorkflowTask): JsonObject {
  return rest;
}

/**
 * A name for everything that a workflow says apart from its schedule. It does not depend on codes, on the order of keys or of tasks, or on where
 * tasks stand on the page.
 */
export function revisionOf(workflow: ImportableWorkflow): string {
  const { processDefinition: head, taskDefinitionList: tasks } = workflow;
  const names = new Map(tasks.map(({ code, name }) => [code, name]));
  const relations = workflow.processTaskRelationList.map(
    ({ preTaskCode, postTaskCode }) =>
      `${names.get(preTaskCode) ?? ''} > ${names.get(postTaskCode) ?? ''}`,
  );
  const said: JsonObject = {
    description: head.description,
    globalParams: head.globalParams,
    timeout: head.timeout,
    executionType: head.executionType,
    relations: relations.sort(),
    tasks: tasks.map(ownHalf).sort((one, other) => {
      return String(one.name) < String(other.name) ? -1 : 1;
    }),
  };
  return digestText(JSON.stringify(sortKeys(said))).slice(0, 24);
}

/** The revision that the last line of a description names; `undefined` when the portal did not write it. */
export function readRevision(description: string): string | undefined {
  return TRAILER.exec(description)?.[1];
}

/** A description with its last line, cut to what the API takes. */
export function signDescription(description: string, revision: string): string {
  const trailer = `\n\nmanaged-by=254carbon-portal; rev=${revision}`;
  const letters = [...description.replace(TRAILER, '').trimEnd()];
  return `${letters
    .slice(0, LONGEST_DESCRIPTION - trailer.length)
    .join('')}${trailer}`;
}

function takeCodes(
  tasks: readonly WorkflowTask[],
  codes: ReadonlyMap<string, number>,
): Map<number, number> {
  const taken = new Map([[0, 0]]);
  for (const { code, name } of tasks) {
    const given = codes.get(name);
    if (!given) {
      throw new RangeError(
        `The task '${name}' has no code; ask the server for one before planning.`,
      );
    }
    taken.set(code, given);
  }
  return taken;
}

/**
 * What the API of a version is sent for a workflow.
 *
 * @param options.codes - Codes by the tasks' names: the server's for tasks that it has, new ones for others.
 * @param options.tenant - Needed by 3.1, which has it on the definition.
 * @throws RangeError when a task has no code.
 */
export function planWorkflow(
  workflow: ImportableWorkflow,
  options: {
    codes: ReadonlyMap<string, number>;
    dialect: WorkflowDialect;
    tenant?: string;
  },
): WorkflowPlan {
  const { codes, dialect, tenant = 'default' } = options;
  const { processDefinition: head, taskDefinitionList } = workflow;
  const taken = takeCodes(taskDefinitionList, codes);
  const tasks = taskDefinitionList.map(task => ({
    ...task,
    code: taken.get(task.code) ?? 0,
  }));
  const relations = workflow.processTaskRelationList.map(
    (relation): WorkflowRelation => ({
      ...asObject(relation),
      preTaskCode: taken.get(relation.preTaskCode) ?? 0,
      postTaskCode: taken.get(relation.postTaskCode) ?? 0,
    }),
  );
  const revision = revisionOf(workflow);
  return {
    name: head.name,
    revision,
    parameters: {
      name: head.name,
      description: signDescription(head.description, revision),
      globalParams: head.globalParams,
      locations: placeTasks(
        tasks.map(({ code }) => code),
        relations,
      ),
      timeout: String(head.timeout),
      taskRelationJson: JSON.stringify(relations),
      taskDefinitionJson: JSON.stringify(tasks),
      executionType: head.executionType,
      ...(dialect === '3.1' ? { tenantCode: tenant } : {}),
    },
  };
}
