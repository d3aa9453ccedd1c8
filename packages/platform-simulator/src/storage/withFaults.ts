/** Breaks requests on purpose, around the true answer: chosen by a plan for the requests to come, or by a header for one. */
import { LostConnection } from '../http/serve';
import {
  storageFaults,
  type AnsweredRequest,
  type Handler,
  type StorageFault,
  type StorageFaultPlan,
  type StorageService,
} from './types';

const SLOW_MS = 1000;
const KEPT_REQUESTS = 10_000;

/** How a service words its failures. */
export interface FailureWords {
  internalError(request: Request): Response;
  slowDown(request: Request): Response;
  conflict(request: Request): Response;
}

/** Plans that are waiting for their requests, and what was asked. */
export class FaultBoard {
  #plans: { plan: StorageFaultPlan; skip: number; times: number }[] = [];
  #answered: AnsweredRequest[] = [];

  /** The requests that were answered, oldest first; the last ten thousand. */
  get answered(): readonly AnsweredRequest[] {
    return this.#answered;
  }

  add(plan: StorageFaultPlan): void {
    this.#plans.push({ plan, skip: plan.skip ?? 0, times: plan.times ?? 1 });
  }

  /** Forgets the plans that still wait. */
  clear(): void {
    this.#plans = [];
  }

  note(request: AnsweredRequest): void {
    this.#answered.push(request);
    if (this.#answered.length > KEPT_REQUESTS) {
      this.#answered = this.#answered.slice(KEPT_REQUESTS / 2);
    }
  }

  /** The fault for this request, which counts as used. */
  take(service: StorageService, method: string, path: string) {
    for (const entry of this.#plans) {
      if (!fits(entry.plan, service, method, path)) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.times -= 1;
      this.#plans = this.#plans.filter(({ times }) => times > 0);
      return entry.plan.fault;
    }
    return undefined;
  }
}

function fits(
  plan: StorageFaultPlan,
  service: StorageService,
  method: string,
  path: string,
): boolean {
  if (plan.service !== service) return false;
  if (plan.method && plan.method.toUpperCase() !== method) return false;
  if (plan.path === undefined) return true;
  return typeof plan.path === 'string'
    ? path.includes(plan.path)
    : new RegExp(plan.path.source, plan.path.flags.replace(/[gy]/g, '')).test(
        path,
      );
}

async function drain(request: Request): Promise<void> {
  const reader = request.body?.getReader();
  while (reader && !(await reader.read()).done);
}

/** An answer whose connection ends after so many bytes of the true one. */
async function cutAfter(answer: Response, share: number): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const kept = bytes.subarray(0, Math.floor(bytes.length * share));
  let sent = kept.length === 0;
  const body = new ReadableStream({
    pull: sink => {
      if (sent) sink.error(new Error('The connection was cut.'));
      else sink.enqueue(kept);
      sent = true;
    },
  });
  const headers = new Headers(answer.headers);
  // Announced and not kept: how a client learns that the body is not whole.
  headers.set('content-length', String(Math.max(1, bytes.length)));
  return new Response(body, { status: answer.status, headers });
}

async function answerBroken(
  fault: StorageFault,
  request: Request,
  context: { handler: Handler; words: FailureWords },
): Promise<Response> {
  const { handler, words } = context;
  switch (fault) {
    case '500-before':
      await drain(request);
      return words.internalError(request);
    case '503-slow-down':
      await drain(request);
      return words.slowDown(request);
    case '409':
      await drain(request);
      return words.conflict(request);
    case '500-after':
      await (await handler(request)).body?.cancel();
      return words.internalError(request);
    case 'cut-body':
      return cutAfter(await handler(request), 0.5);
    case 'lost-answer':
      await (await handler(request)).body?.cancel();
      throw new LostConnection('The connection was cut before the answer.');
    default:
      await new Promise(resolve => setTimeout(resolve, SLOW_MS));
      return handler(request);
  }
}

/**
 * The handler, with faults.
 *
 * @returns what the service says, or a 400 that lists the faults when the header names an unknown one
 */
export function withFaults(
  handler: Handler,
  options: { service: StorageService; board: FaultBoard; words: FailureWords },
): Handler {
  const { service, board, words } = options;
  return async request => {
    const { pathname, search } = new URL(request.url);
    const path = `${pathname}${search}`;
    const { method } = request;
    const named = request.headers.get('x-simulate-fault');
    if (named !== null && !storageFaults.some(known => known === named)) {
      return Response.json(
        {
          error: `There is no fault "${named}"; use one of ${storageFaults.join(
            ', ',
          )}.`,
        },
        { status: 400 },
      );
    }
    const fault =
      storageFaults.find(known => known === named) ??
      board.take(service, method, path);
    try {
      const answer = fault
        ? await answerBroken(fault, request, { handler, words })
        : await handler(request);
      board.note({ service, method, path, status: answer.status });
      return answer;
    } catch (error) {
      board.note({ service, method, path, status: 0 });
      throw error;
    }
  };
}
