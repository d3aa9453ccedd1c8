/** One task of a file that people wrote by hand, in either of the two forms that are found in the field. */
import {
  asNumber,
  asObject,
  asText,
  asTexts,
  JsonObject,
} from '../../kubernetes';
import { TaskDraft } from './buildImportable';
import { ProblemList } from './ProblemList';

/** Numbers of data sources in the scheduler, by name. */
export type DataSourceNumbers = Readonly<Record<string, number>>;

const SECONDS = 60;

const TYPES: Record<string, string> = {
  shell: 'SHELL',
  bash: 'SHELL',
  sh: 'SHELL',
  command: 'SHELL',
  script: 'SHELL',
  python: 'PYTHON',
  sql: 'SQL',
  trino: 'SQL',
  http: 'HTTP',
  rest: 'HTTP',
  k8s: 'K8S',
  kubernetes: 'K8S',
  container: 'K8S',
};

/** Types that the scheduler has, whose parameters nobody here can fill in. */
const OWN_TYPES = ['SPARK', 'FLINK', 'DATAX', 'SEATUNNEL', 'JUPYTER', 'DVC'];

interface TaskReader {
  task: JsonObject;
  at: string;
  list: ProblemList;
  sources: DataSourceNumbers;
}

function valueOf({ task }: TaskReader, ...names: string[]) {
  const held = { ...asObject(task.config), ...asObject(task.params) };
  const told: JsonObject = { ...held, ...task };
  return names
    .map(name => told[name] ?? held[name])
    .find(one => one !== undefined);
}

function textOf(reader: TaskReader, ...names: string[]): string {
  const value = valueOf(reader, ...names);
  return asText(value) ?? asTexts(value).join('\n');
}

function quote(argument: string): string {
  return /^[\w@%+=:,./$\-{}]+$/.test(argument)
    ? argument
    : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function scriptOf(reader: TaskReader): string {
  const script = textOf(reader, 'rawScript', 'script');
  if (script) return script;
  const words = asTexts(valueOf(reader, 'args')).map(quote);
  return [textOf(reader, 'command'), ...words].filter(Boolean).join(' ');
}

function dataSourceOf(reader: TaskReader) {
  const told = valueOf(reader, 'datasource', 'dataSource', 'connection');
  const name = asText(told);
  return name !== undefined && Object.hasOwn(reader.sources, name)
    ? reader.sources[name]
    : told ?? null;
}

function sqlOf(reader: TaskReader): JsonObject {
  const sql = textOf(reader, 'sql', 'query', 'script', 'command');
  const reads = /^\s*(select|show|describe|with)\b/i.test(sql);
  return {
    type: textOf(reader, 'dbType', 'sqlEngine') || 'TRINO',
    datasource: dataSourceOf(reader),
    sql,
    sqlType: reads ? '0' : '1',
    preStatements: [],
    postStatements: [],
    displayRows: 10,
  };
}

function httpOf(reader: TaskReader): JsonObject {
  return {
    url: textOf(reader, 'url', 'endpoint'),
    httpMethod: (textOf(reader, 'httpMethod', 'method') || 'GET').toUpperCase(),
    httpParams: [],
    httpBody: textOf(reader, 'httpBody', 'body'),
    httpCheckCondition: 'STATUS_CODE_DEFAULT',
    condition: '',
    connectTimeout: 60_000,
    socketTimeout: 60_000,
  };
}

function k8sOf(reader: TaskReader): JsonObject {
  const list = (...names: string[]) => {
    const told = valueOf(reader, ...names);
    const words = Array.isArray(told)
      ? asTexts(told)
      : asText(told)?.split(/\s+/);
    return words ? JSON.stringify(words.filter(Boolean)) : '';
  };
  return {
    image: textOf(reader, 'image'),
    imagePullPolicy: 'IfNotPresent',
    namespace: textOf(reader, 'namespace') || 'default',
    command: list('command'),
    args: list('args'),
    pullSecret: '',
    customizedLabels: [],
    nodeSelectors: [],
  };
}

const PARAMETERS: Record<string, (reader: TaskReader) => JsonObject> = {
  SHELL: reader => ({ rawScript: scriptOf(reader) }),
  PYTHON: reader => ({ rawScript: scriptOf(reader) }),
  SQL: sqlOf,
  HTTP: httpOf,
  K8S: k8sOf,
};

function typeOf({ task, at, list }: TaskReader): string | undefined {
  const told = asText(task.type) ?? asText(task.taskType) ?? '';
  const type = TYPES[told.toLowerCase()];
  if (type) return type;
  const own = OWN_TYPES.includes(told.toUpperCase());
  list.error(
    `${at}.type`,
    told
      ? `A task of type '${told}' cannot be converted.`
      : 'A task has no type.',
    own
      ? 'Make it in the scheduler and export it, its parameters are not in this file.'
      : 'Use shell, python, sql, http or k8s.',
  );
  return undefined;
}

/** Whole minutes of a number of seconds, never less. */
function minutesOf(reader: TaskReader, name: string): number | undefined {
  const seconds = asNumber(valueOf(reader, name));
  if (seconds === undefined || seconds <= 0) return undefined;
  const minutes = Math.ceil(seconds / SECONDS);
  if (minutes * SECONDS !== seconds) {
    reader.list.warn(
      `${reader.at}.${name}`,
      `${seconds} seconds become ${minutes} minutes.`,
      'Write whole minutes.',
    );
  }
  return minutes;
}

/** A task by hand, in the scheduler's words; `undefined` when its type says nothing. */
export function convertHandTask(reader: TaskReader): TaskDraft | undefined {
  const { task } = reader;
  const taskType = typeOf(reader);
  if (!taskType) return undefined;
  const before = task.dependsOn ?? task.preTasks ?? task.deps;
  const timeoutMinutes = minutesOf(reader, 'timeout');
  return {
    name: (asText(task.name) ?? '').trim(),
    description: asText(task.description),
    taskType,
    taskParams: PARAMETERS[taskType](reader),
    needs: Array.isArray(before)
      ? asTexts(before)
      : asText(before)?.split(/\s*,\s*/) ?? [],
    retries: asNumber(task.retryTimes ?? task.retries) ?? 0,
    retryMinutes:
      minutesOf(
        reader,
        task.retryDelaySeconds === undefined
          ? 'retryInterval'
          : 'retryDelaySeconds',
      ) ?? 1,
    ...(timeoutMinutes ? { timeoutMinutes } : {}),
    disabled: task.disabled === true || task.enabled === false,
  };
}
