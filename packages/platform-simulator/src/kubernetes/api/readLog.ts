/** The `log` subresource, with the real server's refusals: which container, and whether it has ever run. */
import { badRequest, notFound } from '../errors';
import { at, recordsAt, textAt } from '../printers/read';
import type { KubernetesObject } from '../types';
import { nameOf, type CallContext } from './context';
import type { ResourceCall } from './parseRequest';

function namesOf(pod: KubernetesObject, field: string): string[] {
  return recordsAt(pod, 'spec', field).map(container =>
    textAt(container, ['name'], ''),
  );
}

function chooseContainer(pod: KubernetesObject, asked: string | null): string {
  const { name } = pod.metadata;
  const containers = namesOf(pod, 'containers');
  const all = [...containers, ...namesOf(pod, 'initContainers')];
  if (asked) {
    if (all.includes(asked)) return asked;
    throw badRequest(`container ${asked} is not valid for pod ${name}`);
  }
  if (all.length === 1) return all[0];
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${containers.join(
      ' ',
    )}]`,
  );
}

function checkStarted(
  pod: KubernetesObject,
  container: string,
  previous: boolean,
): void {
  const status = [
    ...recordsAt(pod, 'status', 'containerStatuses'),
    ...recordsAt(pod, 'status', 'initContainerStatuses'),
  ].find(candidate => candidate.name === container);
  const { name } = pod.metadata;
  const ended = at(status, 'lastState', 'terminated');
  if (previous && !ended) {
    throw badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  const waiting = textAt(status, ['state', 'waiting', 'reason'], '');
  const phase = textAt(pod, ['status', 'phase'], 'Pending');
  if (ended || (waiting === '' && phase !== 'Pending')) return;
  throw badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${
      waiting || 'ContainerCreating'
    }`,
  );
}

function tail(log: string, lines: string | null): string {
  const count = Number(lines ?? '-1');
  if (!Number.isInteger(count) || count < 0) return log;
  const all = log.replace(/\n$/, '').split('\n');
  const kept = count === 0 ? [] : all.slice(-count);
  return kept.length > 0 ? `${kept.join('\n')}\n` : '';
}

/** Answers `log` of a pod. */
export async function readLog(
  call: ResourceCall,
  context: CallContext,
): Promise<Response> {
  const pod = context.store.get(call.type, nameOf(call));
  if (!pod) throw notFound(call.type, call.name ?? '');
  const container = chooseContainer(pod, call.query.get('container'));
  const previous = call.query.get('previous') === 'true';
  checkStarted(pod, container, previous);
  const log = context.podLogs?.({ pod, container, previous }) ?? '';
  return new Response(tail(log, call.query.get('tailLines')), {
    headers: { 'content-type': 'text/plain' },
  });
}
