import { goNotFound, json, metrics, text } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/** Loki waits 15 s after its ring is joined before it calls itself ready; its pod may be Ready before that. */
const JOINING = 15_000;

function readySince(call: ServiceCall): number | undefined {
  const pod = call.state.find('Pod', call.target.namespace, 'loki-0');
  const { conditions } = (pod?.status ?? {}) as {
    conditions?: { type: string; lastTransitionTime?: string }[];
  };
  const told = conditions?.find(condition => condition.type === 'Ready');
  return told?.lastTransitionTime
    ? Date.parse(told.lastTransitionTime)
    : undefined;
}

function ready(call: ServiceCall): Response {
  const since = readySince(call);
  return since !== undefined && call.now - since < JOINING
    ? text('Ingester not ready: waiting for 15s after being ready\n', 503)
    : text('ready\n');
}

/** Loki. */
export const loki: SystemAnswers = {
  name: 'Loki',
  services: /^loki/,
  routes: {
    '/ready': ready,
    '/loki/api/v1/labels': () =>
      json({ status: 'success', data: ['app', 'namespace', 'pod'] }),
    '/loki/api/v1/status/buildinfo': () => json({ version: '2.9.0' }),
    '/metrics': () => metrics(['loki_ingester_memory_streams 214']),
  },
  otherwise: goNotFound,
};
