/*
 * Whether a second person is needed, and whether somebody has approved it. What is approved is exactly this: making a pipeline with
 * these values, changing the one that stands to these values, or ending the one that stands. To take a pipeline out of
 * production needs a second person as much as to put it there.
 */
import {
  ApprovalPurpose,
  ApprovalState,
  FilledForm,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { digestOf, digestOfValue } from '../digestOf';
import { BookedPipeline } from '../store/PipelineBook';

type Values = Readonly<Record<string, unknown>>;

/** What somebody wants to do. */
export interface ApprovalWish {
  purpose: ApprovalPurpose;
  form: FilledForm;
  /** The pipeline as it stands; for `change` and `retire`. */
  standing?: Pick<BookedPipeline, 'taskId' | 'values'>;
  /** What its entity says; for `retire`. */
  lifecycle?: string;
}

/** Why a form is about production; undefined when it is not. */
export function whyProduction(
  { config }: Pick<Context, 'config'>,
  values: Values,
): string | undefined {
  const { namespace, lifecycle } = readForm(values);
  if (namespace && config.productionNamespaces.includes(namespace))
    return `The namespace ${namespace} is production: a second person has to approve it.`;
  return lifecycle === 'production'
    ? 'The lifecycle is production: a second person has to approve it.'
    : undefined;
}

function findReason(
  context: Pick<Context, 'config'>,
  { purpose, form, standing, lifecycle }: ApprovalWish,
): string | undefined {
  const wanted =
    purpose === 'retire' ? undefined : whyProduction(context, form.values);
  if (wanted) return wanted;
  const stands =
    lifecycle === 'production' ||
    (standing && whyProduction(context, standing.values));
  return stands
    ? 'The pipeline is in production: a second person has to approve it.'
    : undefined;
}

/** The digest of what is approved. Another pipeline of the same name is something else. */
export function digestOfWish({ purpose, form, standing }: ApprovalWish) {
  if (purpose === 'create') return digestOf(form);
  const { name } = readForm(form.values);
  return digestOfValue([
    purpose,
    name,
    standing?.taskId ?? '',
    purpose === 'change' ? digestOf(form) : '',
  ]);
}

/** Whether it needs a second person, and where that stands. */
export async function findApproval(
  context: Pick<Context, 'config' | 'approvals' | 'now'>,
  wish: ApprovalWish,
): Promise<ApprovalState> {
  const reason = findReason(context, wish);
  if (!reason) {
    return {
      needed: false,
      reason: 'The target is not production.',
      state: 'none',
    };
  }
  const now = new Date(context.now()).toISOString();
  const found = await context.approvals.findByDigest(digestOfWish(wish), now);
  return {
    needed: true,
    reason,
    ...(found ? { id: found.id } : {}),
    state: found?.state ?? 'none',
  };
}
