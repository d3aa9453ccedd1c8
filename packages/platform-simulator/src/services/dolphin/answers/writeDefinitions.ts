/** Definitions are made, changed, switched and removed here, with the refusals of the real server. */
import { success } from '../envelope';
import type {
  DefinitionRecord,
  DefinitionVersion,
  RelationRecord,
  TaskRecord,
} from '../server/records';
import {
  definitionOf,
  projectOf,
  Refusal,
  type ApiAnswer,
  type ApiContext,
  type Parameters,
} from './context';
import { assertTasks, readTask } from './checkDefinition';
import { describeHead } from './describe';

const LONGEST_DESCRIPTION = 255;

function nameOf({ dialect }: ApiContext): string {
  return `${dialect.word} definition`;
}

function assertFree(
  context: ApiContext,
  name: string,
  own?: DefinitionRecord,
): void {
  const { code } = projectOf(context);
  const other = context.server
    .definitionsOf(code)
    .find(one => one.name === name && one !== own);
  if (other)
    throw new Refusal(10168, `${nameOf(context)} name ${name} already exists`);
}

function readVersion({
  parameters,
  dialect,
}: ApiContext): Omit<DefinitionVersion, 'version' | 'updateTime'> {
  const description = parameters.get('description');
  if ([...description].length > LONGEST_DESCRIPTION) {
    throw new Refusal(1400004, 'description is too long error');
  }
  if (dialect.version.startsWith('3.1.')) parameters.need('tenantCode');
  const tasks = parameters
    .needJson<TaskRecord[]>('taskDefinitionJson')
    .map(readTask);
  const relations = parameters.needJson<RelationRecord[]>('taskRelationJson');
  assertTasks(tasks, relations);
  return {
    name: parameters.need('name'),
    description,
    globalParams: parameters.get('globalParams', '[]'),
    locations: parameters.get('locations', '[]'),
    timeout: Number(parameters.get('timeout', '0')),
    executionType: parameters.get('executionType', 'PARALLEL'),
    tasks,
    relations,
  };
}

/** Keeps a new definition, offline. */
export function storeDefinition(
  context: ApiContext,
  told: Omit<DefinitionVersion, 'version' | 'updateTime'>,
): DefinitionRecord {
  const { server } = context;
  const now = server.clock.now();
  const definition: DefinitionRecord = {
    ...told,
    id: server.takeId(),
    code: server.takeCode(),
    projectCode: projectOf(context).code,
    releaseState: 'OFFLINE',
    createTime: now,
    updateTime: now,
    version: 0,
    versions: [],
  };
  server.setVersion(definition, told);
  server.definitions.push(definition);
  return definition;
}

/** `GET .../task-definition/gen-task-codes`. */
export const genTaskCodes: ApiAnswer = context => {
  projectOf(context);
  const many = context.parameters.needNumber('genNum');
  if (many < 1 || many > 100)
    throw new Refusal(10001, 'request parameter genNum is not valid');
  return success(Array.from({ length: many }, () => context.server.takeCode()));
};

/** `POST .../{definitions}`. */
export const createDefinition: ApiAnswer = context => {
  projectOf(context);
  const told = readVersion(context);
  assertFree(context, told.name);
  return success(describeHead(storeDefinition(context, told), context.server));
};

/** `PUT .../{definitions}/{code}`: only while it is offline. */
export const updateDefinition: ApiAnswer = context => {
  const definition = definitionOf(context);
  const told = readVersion(context);
  if (definition.releaseState === 'ONLINE') {
    throw new Refusal(
      50008,
      `${nameOf(context)} ${definition.name} does not allow edit`,
    );
  }
  assertFree(context, told.name, definition);
  context.server.setVersion(definition, told);
  if (context.parameters.get('releaseState') === 'ONLINE')
    definition.releaseState = 'ONLINE';
  return success(describeHead(definition, context.server));
};

function readRelease(parameters: Parameters): 'ONLINE' | 'OFFLINE' {
  const told = parameters.need('releaseState');
  if (told !== 'ONLINE' && told !== 'OFFLINE') {
    throw new Refusal(10001, 'request parameter releaseState is not valid');
  }
  return told;
}

/** `POST .../{definitions}/{code}/release`: offline takes the schedule with it. */
export const releaseDefinition: ApiAnswer = context => {
  const definition = definitionOf(context);
  const state = readRelease(context.parameters);
  if (definition.releaseState === state) return success(null);
  context.server.adopt(definition);
  definition.releaseState = state;
  const schedule = context.server.scheduleOf(definition);
  if (schedule && state === 'OFFLINE') schedule.releaseState = 'OFFLINE';
  return success(null);
};

/** `DELETE .../{definitions}/{code}`. */
export const deleteDefinition: ApiAnswer = context => {
  const definition = definitionOf(context);
  if (definition.releaseState === 'ONLINE') {
    throw new Refusal(
      50021,
      `${nameOf(context)} [${definition.name}] is already online`,
    );
  }
  context.server.remove(definition);
  return success(null);
};

/** `GET .../{definitions}/{code}/versions/{version}`: a GET, and yet it switches. */
export const switchVersion: ApiAnswer = context => {
  const definition = definitionOf(context);
  const wanted = definition.versions.find(
    ({ version }) => String(version) === context.segments[2],
  );
  if (!wanted)
    throw new Refusal(50003, `version ${context.segments[2]} does not exist`);
  if (definition.releaseState === 'ONLINE') {
    throw new Refusal(
      50008,
      `${nameOf(context)} ${definition.name} does not allow edit`,
    );
  }
  context.server.adopt(definition);
  Object.assign(definition, wanted);
  return success(null);
};
