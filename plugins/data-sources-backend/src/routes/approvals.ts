import { randomUUID } from 'node:crypto';
import {
  Approval,
  ApprovalPurpose,
  FilledForm,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { ConflictError, InputError } from '@backstage/errors';
import {
  ApprovalWish,
  digestOfWish,
  findApproval,
} from '../approvals/findApproval';
import { Context } from '../context';
import { mustFindPipeline } from '../pipelines/findPipeline';

/** `GET /approvals`. */
export function listApprovals({ approvals, now }: Context) {
  return async ({ query }: { query: { state?: Approval['state'] } }) => {
    const all = await approvals.list(new Date(now()).toISOString());
    return {
      approvals: all.filter(({ state }) => (query.state ?? state) === state),
    };
  };
}

type Asked = FilledForm & { reason: string; purpose: ApprovalPurpose };

/** What is asked for; of a pipeline that ends, what stands counts and not what was sent. */
async function readWish(
  context: Context,
  { template, values, purpose }: Asked,
  credentials: HandlerContext['credentials'],
): Promise<ApprovalWish> {
  if (purpose === 'create') return { purpose, form: { template, values } };
  const name = readForm(values).name ?? '';
  const entity = await mustFindPipeline(context, name, credentials);
  const standing = await context.pipelines.find(name);
  const lifecycle = entity.spec?.lifecycle;
  return purpose === 'change'
    ? { purpose, form: { template, values }, standing }
    : {
        purpose,
        form: {
          template: standing?.template ?? template,
          values: standing?.values ?? { name },
        },
        standing,
        lifecycle: typeof lifecycle === 'string' ? lifecycle : undefined,
      };
}

/** `POST /approvals`: ask for a second person, for exactly these values, this change or this end. */
export function requestApproval(context: Context) {
  return async (
    { body }: { body: Asked },
    { credentials, tell }: HandlerContext,
  ): Promise<Approval> => {
    const { reason, purpose } = body;
    const wish = await readWish(context, body, credentials);
    const { template, values } = wish.form;
    const { needed, state } = await findApproval(context, wish);
    if (!needed) {
      throw new InputError(
        'The target is not production; nobody has to approve it, do it at once.',
      );
    }
    if (state === 'requested' || state === 'approved') {
      throw new ConflictError(
        state === 'approved'
          ? 'Somebody has approved exactly this already; go on.'
          : 'The same request waits already; ask somebody to decide on it.',
      );
    }
    const now = context.now();
    const approval: Approval = {
      id: randomUUID(),
      purpose,
      template,
      name: readForm(values).name ?? '',
      digest: digestOfWish(wish),
      values,
      reason,
      requestedBy: nameOf(credentials),
      requestedAt: new Date(now).toISOString(),
      state: 'requested',
      until: new Date(now + context.config.approvalMs).toISOString(),
    };
    await context.approvals.add(approval);
    tell({ id: approval.id, name: approval.name, purpose, template, reason });
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
