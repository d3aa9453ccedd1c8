import {
  ProbeAnswer,
  ProbeTarget,
  scrub,
} from '@254carbon/backstage-plugin-platform-common';
import { Dispatcher } from 'undici';
import { Route } from '../config';
import { askTcp } from './askTcp';
import { callHttp, limitTime } from './callHttp';
import { DoorError, toDoorError } from './DoorError';
import { findWhoIsSilent } from './findWhoIsSilent';
import { givesWholeAnswers, isWholeJson } from './givesWholeAnswers';
import { judgeProxyAnswer } from './judgeProxyAnswer';
import { readBody } from './readBody';
import { lookUpHost, socketOf } from './resolveHost';
import { ClusterConnection, DoorAnswer } from './types';

const MAX_BODY = 4_096;

/** Headers that say something about health; everything else may carry a session. */
const KEPT_HEADERS = ['content-type', 'location', 'retry-after', 'server'];

/** A question to a service, with everything needed to get there. */
export interface ServiceProbe {
  target: ProbeTarget;
  agent: Dispatcher;
  hosts: ReadonlyMap<string, string>;
  route: Route;
  connection?: ClusterConnection;
  signal?: AbortSignal;
}

function addressOf({ serviceName, namespace, port }: ProbeTarget): string {
  return `${serviceName}.${namespace}:${port}`;
}

function noRoute(target: ProbeTarget, cure: string): DoorError {
  return new DoorError(
    'unreachable',
    `no route to ${addressOf(target)} in cluster ${target.cluster}; ${cure}.`,
    undefined,
    'not-asked',
  );
}

function cutOff(target: ProbeTarget): DoorError {
  return new DoorError(
    'broken',
    `The API server of cluster ${
      target.cluster
    } gives no whole answers, so what ${addressOf(
      target,
    )} says is not known; look for a proxy between that cuts answers off.`,
    undefined,
    'not-asked',
  );
}

function toProbeAnswer(answer: Omit<DoorAnswer, 'truncated'>): ProbeAnswer {
  const { status, headers, body, durationMs } = answer;
  return {
    protocol: 'http',
    status,
    headers: Object.fromEntries(
      KEPT_HEADERS.filter(name => headers[name] !== undefined).map(name => [
        name,
        scrub(headers[name]),
      ]),
    ),
    body,
    durationMs,
  };
}

async function askThroughProxy(probe: ServiceProbe): Promise<ProbeAnswer> {
  const { target, connection, signal } = probe;
  if (!connection) {
    throw noRoute(target, 'the cluster itself cannot be used, see its state');
  }
  const { scheme, serviceName, namespace, port, path } = target;
  const name = `${scheme === 'https' ? 'https:' : ''}${serviceName}:${port}`;
  const started = performance.now();
  const limit = limitTime(target.timeoutMs, signal);
  try {
    const answer = await connection.request(
      `/api/v1/namespaces/${namespace}/services/${name}/proxy${path}`,
      {
        timeoutMs: target.timeoutMs,
        signal: limit,
        headers: { accept: '*/*' },
      },
    );
    const { text, truncated } = await readBody(answer.body, MAX_BODY);
    const isWhole = truncated || isWholeJson(text, answer.headers);
    if (!isWhole && !(await givesWholeAnswers(connection, started))) {
      throw cutOff(target);
    }
    judgeProxyAnswer({
      target,
      status: answer.status,
      headers: answer.headers,
      body: text,
    });
    return toProbeAnswer({
      status: answer.status,
      headers: answer.headers,
      body: scrub(text),
      durationMs: Math.round(performance.now() - started),
    });
  } catch (error) {
    throw await findWhoIsSilent({
      error: toDoorError(
        limit.aborted ? limit.reason : error,
        addressOf(target),
      ),
      connection,
      target,
      signal,
    });
  }
}

async function askHttp(
  probe: ServiceProbe,
  base: string,
  headers: Record<string, string> = {},
): Promise<ProbeAnswer> {
  const { target, agent, signal } = probe;
  const { timeoutMs, path } = target;
  return toProbeAnswer(
    await callHttp({
      agent,
      url: `${base}${path}`,
      request: { timeoutMs, signal, headers, maxBytes: MAX_BODY },
      what: addressOf(target),
    }),
  );
}

async function askSocket(
  probe: ServiceProbe,
  socket: { host: string; port: number },
): Promise<ProbeAnswer> {
  const { send, timeoutMs } = probe.target;
  const started = performance.now();
  try {
    const text = await askTcp({
      ...socket,
      send,
      timeoutMs,
      signal: probe.signal,
    });
    const durationMs = Math.round(performance.now() - started);
    return { protocol: 'tcp', text: scrub(text), durationMs };
  } catch (error) {
    const cause = toDoorError(error, addressOf(probe.target));
    throw cause.cause
      ? toDoorError(cause.cause, addressOf(probe.target))
      : cause;
  }
}

function fillAddress(template: string, target: ProbeTarget): string {
  return template
    .replace(/\{service\}/g, target.serviceName)
    .replace(/\{namespace\}/g, target.namespace)
    .replace(/\{port\}/g, String(target.port))
    .replace(/\/+$/, '');
}

async function askTcpByRoute(probe: ServiceProbe): Promise<ProbeAnswer> {
  const { target, route } = probe;
  if (route.type !== 'in-cluster') {
    throw noRoute(
      target,
      `a route of type ${route.type} carries no TCP: map the address in platform.hosts or run the portal in the cluster`,
    );
  }
  return askSocket(probe, {
    host: `${target.serviceName}.${target.namespace}.svc`,
    port: target.port,
  });
}

async function askHttpByRoute(probe: ServiceProbe): Promise<ProbeAnswer> {
  const { target, route } = probe;
  switch (route.type) {
    case 'service-proxy':
      return askThroughProxy(probe);
    case 'in-cluster':
      return askHttp(
        probe,
        `${target.scheme}://${target.serviceName}.${target.namespace}.svc:${target.port}`,
      );
    case 'external':
      return askHttp(probe, fillAddress(route.url, target), route.headers);
    default:
      throw noRoute(target, 'set a type other than none in platform.routes');
  }
}

/**
 * Asks a service one question: by the host map when it has the address, otherwise by the cluster's route.
 *
 * @throws DoorError when nobody could be asked, with the reason and the cure.
 */
export async function probeService(probe: ServiceProbe): Promise<ProbeAnswer> {
  const { target, hosts } = probe;
  const mapped = lookUpHost(
    hosts,
    `${target.serviceName}.${target.namespace}`,
    target.port,
  );
  if (target.protocol === 'tcp') {
    return mapped ? askSocket(probe, socketOf(mapped)) : askTcpByRoute(probe);
  }
  return mapped && !mapped.startsWith('tcp:')
    ? askHttp(probe, mapped)
    : askHttpByRoute(probe);
}
