/** The ways in which an API server fails, applied from outside so that no handler knows of them. */
import { ApiError } from '../errors';
import type { FaultPlan } from '../types';
import type { PathCall, ResourceCall } from './parseRequest';

const reasons = {
  403: { reason: 'Forbidden', message: 'forbidden by the admission chain' },
  500: {
    reason: 'InternalError',
    message: 'Internal error occurred: etcdserver: request timed out',
  },
  503: {
    reason: 'ServiceUnavailable',
    message: 'the server is currently unable to handle the request',
  },
} as const;

/** The plan when it hits this call, otherwise `none`. */
export function selectFault(
  plan: FaultPlan,
  call: ResourceCall | PathCall,
): FaultPlan {
  if (plan.kind === 'none' || !plan.match?.plurals) return plan;
  const hit = 'type' in call && plan.match.plurals.includes(call.type.plural);
  return hit ? plan : { kind: 'none' };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const gone = () => reject(new Error('The client went away.'));
    if (signal.aborted) gone();
    else signal.addEventListener('abort', gone, { once: true });
  });
}

/**
 * Fails as planned, before the call is answered.
 *
 * @throws ApiError for a planned status; Error when the client gave up waiting
 */
export async function failAsPlanned(
  fault: FaultPlan,
  options: { call: ResourceCall | PathCall; signal: AbortSignal },
): Promise<void> {
  if (fault.kind === 'timeout') await untilAborted(options.signal);
  if (fault.kind !== 'status') return;
  const { call } = options;
  const plural = 'type' in call ? call.type.plural : call.path;
  const { reason, message } = reasons[fault.status];
  throw new ApiError({
    code: fault.status,
    reason,
    message: fault.status === 403 ? `${plural} is ${message}` : message,
  });
}

/** Cuts the JSON of an answer in its middle, under headers that still promise all of it. */
export async function truncate(response: Response): Promise<Response> {
  const body = await response.text();
  return new Response(body.slice(0, Math.floor(body.length / 2)), {
    status: response.status,
    headers: response.headers,
  });
}
