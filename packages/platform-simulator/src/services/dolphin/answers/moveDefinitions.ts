/** Definitions in files: out, and in under another name with other codes. */
import { success } from '../envelope';
import type {
  DefinitionVersion,
  RelationRecord,
  TaskRecord,
} from '../server/records';
import { assertTasks, readTask } from './checkDefinition';
import {
  definitionOf,
  projectOf,
  Refusal,
  type ApiAnswer,
  type ApiContext,
} from './context';
import { describeDag } from './describe';
import { storeDefinition } from './writeDefinitions';

interface ImportItem {
  [part: string]: unknown;
  taskDefinitionList?: TaskRecord[];
}

/** One item of a file; its codes are replaced in the three places that the real server knows, and nowhere else. */
function importItem(context: ApiContext, item: ImportItem): void {
  const { word } = context.dialect;
  const head = item[`${word}Definition`] as DefinitionVersion | undefined;
  const relations = item[`${word}TaskRelationList`] as
    | RelationRecord[]
    | undefined;
  const tasks = item.taskDefinitionList;
  if (!head || !relations?.length || !tasks?.length) {
    throw new Refusal(50018, 'import process definition file null part');
  }
  const codes = new Map([[0, 0]]);
  for (const { code } of tasks) codes.set(code, context.server.takeCode());
  const stamp = new Date(context.call.now).toISOString().replace(/\D/g, '');
  const places = JSON.parse(String(head.locations ?? '[]')) as {
    taskCode: number;
  }[];
  const definition = {
    name: `${head.name}_import_${stamp}`,
    description: head.description ?? '',
    globalParams: String(head.globalParams ?? '[]'),
    locations: JSON.stringify(
      places.map(place => ({ ...place, taskCode: codes.get(place.taskCode) })),
    ),
    timeout: Number(head.timeout ?? 0),
    executionType: head.executionType ?? 'PARALLEL',
    tasks: tasks.map(task =>
      readTask({ ...task, code: codes.get(task.code) ?? 0 }),
    ),
    relations: relations.map(relation => ({
      ...relation,
      preTaskCode: codes.get(relation.preTaskCode) ?? -1,
      postTaskCode: codes.get(relation.postTaskCode) ?? -1,
    })),
  };
  assertTasks(definition.tasks, definition.relations);
  storeDefinition(context, definition);
}

/** `POST .../{definitions}/import`: renames, makes new codes, leaves offline. */
export const importDefinitions: ApiAnswer = context => {
  projectOf(context);
  const text = context.parameters.file;
  if (text === undefined)
    throw new Refusal(10001, "Required request part 'file' is not present");
  let items: ImportItem[];
  try {
    items = JSON.parse(text);
  } catch {
    throw new Refusal(50029, 'import process definition error');
  }
  if (!Array.isArray(items))
    throw new Refusal(50029, 'import process definition error');
  for (const item of items) importItem(context, item);
  return success(null);
};

/** `POST .../{definitions}/batch-export`: no envelope, a file. */
export const exportDefinitions: ApiAnswer = context => {
  const codes = context.parameters.need('codes').split(',');
  const all = codes.map(code => ({
    ...describeDag(
      definitionOf(context, code),
      context.server,
      context.dialect,
    ),
    schedule: null,
  }));
  return new Response(JSON.stringify(all), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="workflow.json"',
    },
  });
};
