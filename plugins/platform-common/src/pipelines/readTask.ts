/**
 * Steps out of definitions. DolphinScheduler writes a task the same way in its API and in its export: what it runs depends on the type of the
 * task and lies in `taskParams`, which is an object, or the same object as text. People write shorter forms by hand, with the command beside the name.
 * Sources: the task plugins' parameter classes at 3.1.9 and 3.2.2.
 */
import {
  asNumber,
  asObject,
  asText,
  asTexts,
  JsonObject,
  JsonValue,
} from '../kubernetes';
import { scrub } from '../redaction';
import { findFiles } from './findFiles';
import { PipelineStep } from './types';

const SECONDS_A_MINUTE = 60;

/** What every type of task has besides what it runs. */
const COMMON = [
  'localParams',
  'resourceList',
  'varPool',
  'dependence',
  'waitStartTimeout',
  'conditionResult',
  'switchResult',
];

/** Types whose script is all that they are: no script is an empty one, or one that is not told. */
const SCRIPTED = /^(?:SHELL|PYTHON|SQL|REMOTESHELL|PROCEDURE)$/i;

/** An object, or the same as text; nothing when it is neither. */
export function readJson(told: JsonValue | undefined): JsonValue {
  if (typeof told !== 'string') return told ?? null;
  try {
    return JSON.parse(told);
  } catch {
    return null;
  }
}

function linesOf(value: JsonValue | undefined): string[] {
  const text = asText(value);
  return text === undefined ? asTexts(value) : [text];
}

function scriptOf(type: string, params: JsonObject): string | undefined {
  const sql = [
    ...linesOf(params.preStatements),
    ...linesOf(params.sql ?? params.method),
    ...linesOf(params.postStatements),
  ];
  const raw = asText(params.rawScript) ?? asText(params.script);
  if (raw !== undefined) return raw;
  if (sql.length > 0) return sql.join('\n');
  if (SCRIPTED.test(type)) return undefined;
  const own = Object.entries(params).filter(
    ([name, value]) =>
      !COMMON.includes(name) && value !== '' && value !== undefined,
  );
  return own.length > 0 ? JSON.stringify(Object.fromEntries(own)) : undefined;
}

function stepOf(found: {
  name: string;
  type: string;
  script: string | undefined;
  retries: number | undefined;
  retryMinutes: number | undefined;
  disabled: boolean;
}): PipelineStep {
  const { name, type, retries, retryMinutes, disabled } = found;
  const script = found.script === undefined ? undefined : scrub(found.script);
  const files = script === undefined ? [] : findFiles(script);
  return {
    name: scrub(name),
    type,
    ...(script === undefined ? {} : { script }),
    ...(disabled ? { disabled } : {}),
    ...(retries === undefined ? {} : { retries }),
    ...(retryMinutes === undefined ? {} : { retryMinutes }),
    ...(files.length > 0 ? { files } : {}),
  };
}

/** A task of DolphinScheduler's API or export; its intervals are minutes. */
export function readTask(task: JsonObject): PipelineStep {
  const type = asText(task.taskType) ?? '';
  return stepOf({
    name: asText(task.name) ?? '',
    type,
    script: scriptOf(type, asObject(readJson(task.taskParams))),
    retries: asNumber(task.failRetryTimes),
    retryMinutes: asNumber(task.failRetryInterval),
    disabled: task.flag === 'NO' || task.flag === 0,
  });
}

function handScript(task: JsonObject): string | undefined {
  const words = [
    ...linesOf(task.script ?? task.command ?? task.sql),
    ...linesOf(task.args),
  ];
  if (words.length > 0) return words.join(' ');
  const held = asObject(task.params ?? task.config);
  return scriptOf(asText(task.type) ?? '', held);
}

/** A task as people write it by hand: `{ name, type, command, retries, retryInterval }`; its intervals are seconds. */
export function readHandTask(task: JsonObject): PipelineStep {
  const seconds = asNumber(task.retryInterval ?? task.retryDelaySeconds);
  return stepOf({
    name: asText(task.name) ?? '',
    type: asText(task.type) ?? '',
    script: handScript(task),
    retries: asNumber(task.retries ?? task.retryTimes),
    retryMinutes:
      seconds === undefined ? undefined : seconds / SECONDS_A_MINUTE,
    disabled: task.disabled === true || task.enabled === false,
  });
}
