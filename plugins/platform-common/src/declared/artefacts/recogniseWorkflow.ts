/** DolphinScheduler's own export (3.1 to 3.3, keys differ), and the short YAML form that people write by hand. */
import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  JsonValue,
} from '../../kubernetes';
import { PipelineText, readHandPipeline, readPipeline } from '../../pipelines';
import { scrub } from '../../redaction';
import { Artefact } from '../types';
import { artefactAt, Keys, Place, reportAt } from './place';

const DEFINITIONS = ['processDefinition', 'workflowDefinition'];
const RELATIONS = ['processTaskRelationList', 'workflowTaskRelationList'];

function partOf(
  value: JsonObject,
  names: readonly string[],
): JsonValue | undefined {
  return names.map(name => value[name]).find(part => part !== undefined);
}

function isExport(value: JsonValue | undefined): boolean {
  return partOf(asObject(value), DEFINITIONS) !== undefined;
}

/** `{ workflow, tasks }`, or the same with what is of the workflow beside its tasks. */
function isShortForm(value: JsonValue): boolean {
  const { workflow, tasks, kind, apiVersion, ...rest } = asObject(value);
  if (kind !== undefined || apiVersion !== undefined || !Array.isArray(tasks))
    return false;
  if (typeof workflow === 'object') return true;
  const isTimed = ['schedule', 'crontab', 'processType'].some(
    name => asText(rest[name]) !== undefined,
  );
  return (
    isTimed &&
    asText(rest.name) !== undefined &&
    asObjects(tasks).some(({ name, type }) => asText(name) && asText(type))
  );
}

function takeText(
  place: Place,
  keys: Keys,
  found: { name: string; cron: string | undefined; text: PipelineText },
): void {
  const { name, cron, text } = found;
  place.takeWorkflow?.({
    name: scrub(name),
    origin: place.originAt(keys),
    ...(cron ? { cron } : {}),
    ...text,
  });
}

/** Whether a document is a workflow, or several. */
export function isWorkflowDocument(value: JsonValue): boolean {
  return Array.isArray(value)
    ? value.some(isExport)
    : isExport(value) || isShortForm(value);
}

function checkCron(cron: string | undefined, keys: Keys, place: Place): void {
  const fields = cron?.trim().split(/\s+/).length;
  if (fields !== undefined && (fields < 6 || fields > 7)) {
    reportAt(place, 'bad-workflow', keys, [
      `The schedule has ${fields} fields; the scheduler wants six or seven, seconds first.`,
      'Write it as Quartz does: `0 30 6 * * ? *`.',
    ]);
  }
}

function checkRelations(value: JsonObject, keys: Keys, place: Place): void {
  const codes = new Set(
    asObjects(value.taskDefinitionList).map(({ code }) => `${code}`),
  );
  const field =
    RELATIONS.find(name => value[name] !== undefined) ?? RELATIONS[0];
  for (const [at, relation] of asObjects(value[field]).entries()) {
    const ends = [relation.preTaskCode, relation.postTaskCode];
    if (
      ends.some(
        end => end !== undefined && `${end}` !== '0' && !codes.has(`${end}`),
      )
    ) {
      reportAt(
        place,
        'bad-workflow',
        [...keys, field, at],
        [
          'A relation names a task that the workflow does not have.',
          'Correct the code of the task or remove the relation.',
        ],
      );
    }
  }
}

function recogniseExport(
  value: JsonObject,
  keys: Keys,
  place: Place,
): Artefact[] {
  const definition = asObject(partOf(value, DEFINITIONS));
  const name = asText(definition.name);
  if (!name) {
    reportAt(place, 'bad-workflow', keys, [
      'The workflow has no name.',
      'Give its definition a `name`.',
    ]);
    return [];
  }
  const tasks = asObjects(value.taskDefinitionList);
  if (tasks.length === 0) {
    reportAt(place, 'bad-workflow', keys, [
      'The workflow has no task.',
      'Export it again with its tasks.',
    ]);
  }
  checkRelations(value, keys, place);
  const schedule = asObject(value.schedule);
  const cron = asText(schedule.crontab);
  checkCron(cron, [...keys, 'schedule', 'crontab'], place);
  takeText(place, keys, { name, cron, text: readPipeline(value) });
  return [
    artefactAt(place, keys, {
      kind: 'workflow',
      name,
      title: asText(definition.description)?.split('\n')[0].slice(0, 120),
      details: {
        tasks: tasks
          .map(task => asText(task.name))
          .filter(Boolean)
          .join(', '),
        cron,
        timezone: asText(schedule.timezoneId),
        release: asText(definition.releaseState),
      },
    }),
  ];
}

function checkNeeds(tasks: readonly JsonObject[], place: Place): void {
  const names = new Set(tasks.map(task => task.name));
  for (const [at, task] of tasks.entries()) {
    const told = task.deps ?? task.dependsOn ?? task.preTasks;
    const needs = Array.isArray(told) ? told : [];
    if (needs.some(need => !names.has(need))) {
      reportAt(
        place,
        'bad-workflow',
        ['tasks', at],
        [
          'A task depends on one that the workflow does not have.',
          'Correct its `deps`.',
        ],
      );
    }
  }
}

function recogniseShortForm(value: JsonObject, place: Place): Artefact[] {
  const keys: Keys = value.workflow === undefined ? [] : ['workflow'];
  const workflow = asObject(value.workflow ?? value);
  const name = asText(workflow.name);
  if (!name) {
    reportAt(place, 'bad-workflow', keys, [
      'The workflow has no name.',
      'Give it a `name`.',
    ]);
    return [];
  }
  const cron = asText(workflow.schedule) ?? asText(workflow.crontab);
  const at = workflow.schedule === undefined ? 'crontab' : 'schedule';
  checkCron(cron, [...keys, at], place);
  const tasks = asObjects(value.tasks);
  takeText(place, keys, {
    name,
    cron,
    text: readHandPipeline(tasks, workflow),
  });
  checkNeeds(tasks, place);
  return [
    artefactAt(place, keys, {
      kind: 'workflow',
      name,
      details: {
        tasks: tasks
          .map(task => asText(task.name))
          .filter(Boolean)
          .join(', '),
        cron,
        timezone: asText(workflow.timezone),
      },
    }),
  ];
}

/** The workflows that a document holds. */
export function recogniseWorkflows(value: JsonValue, place: Place): Artefact[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) =>
      isExport(item) ? recogniseExport(asObject(item), [at], place) : [],
    );
  }
  const root = asObject(value);
  return isExport(root)
    ? recogniseExport(root, [], place)
    : recogniseShortForm(root, place);
}
