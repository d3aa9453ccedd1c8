import { asObject, asObjects, asText, JsonValue } from '../kubernetes';
import { scrub } from '../redaction';
import { PipelineQuota } from './types';

function toCount(told: JsonValue | undefined): number | undefined {
  const count = typeof told === 'string' ? Number(told.trim() || NaN) : told;
  return typeof count === 'number' && Number.isFinite(count) && count >= 0
    ? count
    : undefined;
}

/** A quota that is written as `{ source, requestsPerDay, allowedPerDay }`; `undefined` unless it is written whole. */
export function readQuota(
  told: JsonValue | undefined,
): PipelineQuota | undefined {
  const { source, requestsPerDay, allowedPerDay } = asObject(told);
  const name = asText(source);
  const asked = toCount(requestsPerDay);
  const allowed = toCount(allowedPerDay);
  if (!name || asked === undefined || allowed === undefined) return undefined;
  return {
    source: scrub(name),
    requestsPerDay: asked,
    allowedPerDay: allowed,
  };
}

/** A quota in the parameters of a workflow (`[{ prop, value }]`): `quota.source`, `quota.requestsPerDay`, `quota.allowedPerDay`. */
export function quotaOfParameters(
  parameters: JsonValue,
): PipelineQuota | undefined {
  const told = asObjects(parameters).flatMap(({ prop, value }) => {
    const name = asText(prop) ?? '';
    return name.startsWith('quota.')
      ? [[name.slice('quota.'.length), value] as const]
      : [];
  });
  return readQuota(Object.fromEntries(told));
}
