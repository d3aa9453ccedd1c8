import { listStreams, type Stream } from '../logs/streams';
import { readSelector } from '../metrics/selectSeries';
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

function success(data: unknown): Response {
  return json({ status: 'success', data });
}

/** Streams that a selector finds; `undefined` when it selects everything or nothing that can be read. */
function select(call: ServiceCall, selector: string): Stream[] | undefined {
  const test = readSelector(selector);
  return test && listStreams(call).filter(labels => test({ labels, value: 0 }));
}

const refusal =
  'parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible value\n';

function series(call: ServiceCall): Response {
  const found = call.query.getAll('match[]').map(one => select(call, one));
  if (found.length === 0 || found.some(one => !one)) return text(refusal, 400);
  const unique = new Map(
    found.flatMap(streams =>
      (streams ?? []).map(stream => [JSON.stringify(stream), stream]),
    ),
  );
  return success([...unique.values()]);
}

/** Lines of a selector; what stands behind it filters nothing. */
function queryRange(call: ServiceCall): Response {
  const selector = /^\s*(\{[^}]*\})/.exec(call.query.get('query') ?? '')?.[1];
  const streams = selector && select(call, selector);
  if (!streams) return text(refusal, 400);
  const limit = Number(call.query.get('limit') ?? 100);
  const result = streams.slice(0, limit).map((stream, at) => ({
    stream,
    values: [
      [`${call.now - 2_000 - at * 10}000000`, `${stream.app}: still running`],
    ],
  }));
  return success({ resultType: 'streams', result, stats: {} });
}

function labelValues(call: ServiceCall): Response {
  const [, name = ''] = /\/label\/([^/]+)\/values$/.exec(call.path) ?? [];
  const values = listStreams(call).flatMap(stream => stream[name] ?? []);
  return success([...new Set(values)].sort());
}

/** Loki. */
export const loki: SystemAnswers = {
  name: 'Loki',
  services: /^loki/,
  routes: {
    '/ready': ready,
    '/loki/api/v1/labels': call => {
      const names = listStreams(call).flatMap(stream => Object.keys(stream));
      return success([...new Set(names)].sort());
    },
    '/loki/api/v1/label/*': labelValues,
    '/loki/api/v1/series': series,
    '/loki/api/v1/query_range': queryRange,
    '/loki/api/v1/status/buildinfo': () => json({ version: '2.9.0' }),
    '/metrics': () => metrics(['loki_ingester_memory_streams 214']),
  },
  otherwise: goNotFound,
};
