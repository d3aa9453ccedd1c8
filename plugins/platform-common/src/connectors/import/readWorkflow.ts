/** Home-made workflow JSON: the one task that asks an HTTP API. Everything else of the workflow is listed. */
import type { JsonObject } from '../../kubernetes';
import { listOf, mappingOf, textOf } from '../documents';
import { ConnectorRefused } from '../refuse';
import { LeftOut, plainParameters, plainText, Taken } from './taken';

function settingsOf(task: JsonObject): JsonObject {
  return mappingOf(task.config ?? task.params ?? task.taskParams);
}

function isHttp(task: JsonObject): boolean {
  return (
    /^http$/i.test(textOf(task.type) ?? '') &&
    textOf(settingsOf(task).url) !== undefined
  );
}

function pickTask(
  tasks: readonly JsonObject[],
  wanted: string | undefined,
): JsonObject {
  const asking = tasks.filter(isHttp);
  const found =
    wanted === undefined && asking.length === 1
      ? asking[0]
      : asking.find(one => one.name === wanted && wanted !== undefined);
  if (found) return found;
  throw new ConnectorRefused(
    asking.length === 0 ? 'document' : 'stream',
    asking.length === 0
      ? 'has no task of type HTTP with a url; what a script does cannot be taken over'
      : 'is none of the HTTP tasks of the document; write the name of one',
  );
}

function addressOf(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new ConnectorRefused(
      'document',
      'has a task without a whole address',
    );
  }
}

/**
 * The HTTP task of a workflow.
 *
 * @throws ConnectorRefused when there is none.
 */
export function readWorkflow(
  document: JsonObject,
  options: { stream?: string | undefined; variable: string },
): Taken {
  const leftOut = new LeftOut();
  const tasks = listOf(document.tasks).map(mappingOf);
  const task = pickTask(tasks, options.stream);
  for (const [index, other] of tasks.entries()) {
    if (other !== task) {
      leftOut.add(`tasks[${index}]`, 'is another task of the workflow');
    }
  }
  for (const key of ['schedule', 'crontab', 'sla', 'timeout', 'tenantCode']) {
    if (document[key] !== undefined) {
      leftOut.add(key, 'is not taken over: the form says it');
    }
  }
  const settings = settingsOf(task);
  const method =
    textOf(settings.method) ?? textOf(settings.httpMethod) ?? 'GET';
  if (method.toUpperCase() !== 'GET') {
    throw new ConnectorRefused('document', 'asks by another method than GET');
  }
  leftOut.addUnknown('task', settings, [
    'url',
    'method',
    'httpMethod',
    'params',
  ]);
  const url = addressOf(plainText(settings.url, 'task.url', leftOut) ?? '');
  const query = Object.fromEntries(url.searchParams);
  for (const name of Object.keys(query)) {
    if (/key|token|secret|password/i.test(name)) {
      leftOut.add(`task.url.${name}`, 'looks like a key and is not taken over');
      delete query[name];
    }
  }
  return {
    candidate: {
      baseUrl: url.origin,
      path: url.pathname,
      parameters: [
        ...plainParameters(query, 'task.url', leftOut),
        ...plainParameters(settings.params, 'task.params', leftOut),
      ],
      authentication: { kind: 'none' },
      pagination: { kind: 'none' },
      recordsAt: '',
    },
    leftOut: leftOut.list(),
  };
}
