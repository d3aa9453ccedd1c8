import { randomUUID } from 'node:crypto';
import {
  Approval,
  FilledForm,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { ConflictError, InputError } from '@backstage/errors';
import { findApproval } from '../approvals/findApproval';
import { Context } from '../context';
import { digestOf } from '../digestOf';

/** `GET /approvals`. */
export function listApprovals({ approvals, now }: Context) {
  return async ({ query }: { query: { state?: Approval['state'] } }) => {
    const all = await approvals.list(new Date(now()).toISOString());
    return {
      approvals: all.filter(({ state }) => (query.state ?? state) === state),
    };
  };
}

/** `POST /approvals`: ask for a second person, for exactly these values. */
export function requestApproval(context: Context) {
  return async (
    { body }: { body: FilledForm & { reason: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<Approval> => {
    const { template, values, reason } = body;
    const { needed, state } = await findApproval(context, body);
    if (!needed) {
      throw new InputError(
        'The target is not production; nobody has to agree, create it at once.',
      );
    }
    if (state === 'requested' || state === 'approved') {
      throw new ConflictError(
        state === 'approved'
          ? 'Somebody has agreed to exactly this already; create it.'
          : 'The same request waits already; ask somebody to decide on it.',
      );
    }
    const now = context.now();
    const approval: Approval = {
      id: randomUUID(),
      template,
      name: readForm(values).name ?? '',
      digest: digestOf(body),
      values,
      reason,
      requestedBy: nameOf(credentials),
      requestedAt: new Date(now).toISOString(),
      state: 'requested',
      until: new Date(now + context.config.approvalMs).toISOString(),
    };
    await context.approvals.add(approval);
    tell({ id: approval.id, name: approval.name, template, reason });
    return approval;
  };
}

/** `POST /approvals/:id/approve` and `/reject`: by somebody else than who asked. */
export function decideApproval(
  { approvals, now }: Context,
  state: 'approved' | 'rejected',
) {
  return async (
    { params, body }: { params: { id: string }; body: { note?: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<Approval> => {
    const approval = await approvals.decide(params.id, {
      state,
      by: nameOf(credentials),
      at: new Date(now()).toISOString(),
      note: body.note,
    });
    tell({ id: approval.id, name: approval.name, state });
    return approval;
  };
}
