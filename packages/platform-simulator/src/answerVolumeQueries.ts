/**
 * How full volumes are, as VictoriaMetrics would tell it.
 *
 * Kubernetes keeps this in no object: kubelets measure it and the metrics store is the only place where a reader finds it. So the
 * three `kubelet_volume_stats_*` series, plain or as used divided by capacity, are answered here; every other request is
 * the store's own.
 */
import type { ServiceProxyTarget } from './kubernetes/types';
import type { ClaimUse } from './platform';

type Answer = (
  target: ServiceProxyTarget,
  request: Request,
) => Promise<Response>;

const VALUES: Record<string, (claim: ClaimUse) => number> = {
  used_bytes: claim => claim.usedBytes,
  capacity_bytes: claim => claim.capacityBytes,
  available_bytes: claim => claim.capacityBytes - claim.usedBytes,
};

const SERIES = 'kubelet_volume_stats_(\\w+_bytes)\\s*(?:\\{([^}]*)\\})?';
const QUERY = new RegExp(
  `^${SERIES}\\s*(?:/\\s*${SERIES})?\\s*(?:([<>])\\s*([0-9.]+))?$`,
);
const MATCHER = /^\s*(\w+)\s*=\s*"([^"]*)"\s*$/;

interface Sample {
  metric: Record<string, string>;
  value: number;
}

function labelsOf(claim: ClaimUse): Record<string, string> {
  return {
    job: 'kubernetes-nodes',
    node: claim.node,
    namespace: claim.namespace,
    persistentvolumeclaim: claim.name,
  };
}

function fits(claim: ClaimUse, conditions: string): boolean {
  const labels = labelsOf(claim);
  return conditions
    .split(',')
    .filter(Boolean)
    .every(condition => {
      const found = MATCHER.exec(condition);
      return found !== null && labels[found[1]] === found[2];
    });
}

/**
 * Reads such a query.
 *
 * @returns undefined when it is about something else
 */
function evaluate(
  query: string,
  claims: readonly ClaimUse[],
): Sample[] | undefined {
  const found = QUERY.exec(query.trim());
  if (!found) {
    return undefined;
  }
  const [, first, conditions = '', second, , sign, limit] = found;
  const above = VALUES[first];
  const below = second ? VALUES[second] : () => 1;
  if (!above || !below) {
    return [];
  }
  return claims
    .filter(claim => fits(claim, conditions))
    .map(claim => ({
      metric: {
        ...(second ? {} : { __name__: `kubelet_volume_stats_${first}` }),
        ...labelsOf(claim),
      },
      value: above(claim) / below(claim),
    }))
    .filter(({ value }) =>
      sign === '>'
        ? value > Number(limit)
        : sign !== '<' || value < Number(limit),
    );
}

/** Puts the volume series in front of what else the services answer. */
export function answerVolumeQueries(
  answer: Answer,
  options: { claims(): readonly ClaimUse[]; now(): number },
): Answer {
  return async (target, request) => {
    const own = await answer(target, request);
    const url = new URL(target.path, 'http://service');
    const asked =
      target.name === 'victoria-metrics' &&
      url.pathname.endsWith('/api/v1/query');
    if (!asked || own.status !== 200) {
      return own;
    }
    const samples = evaluate(
      url.searchParams.get('query') ?? '',
      options.claims(),
    );
    if (!samples) {
      return own;
    }
    const time = Math.floor(options.now() / 1000);
    return Response.json({
      status: 'success',
      data: {
        resultType: 'vector',
        result: samples.map(({ metric, value }) => ({
          metric,
          value: [time, String(value)],
        })),
      },
      stats: { seriesFetched: String(samples.length), executionTimeMsec: 1 },
    });
  };
}
