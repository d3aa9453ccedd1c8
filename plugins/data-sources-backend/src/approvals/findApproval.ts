import {
  FilledForm,
  Preview,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { digestOf } from '../digestOf';

/** Why a form is about production; undefined when it is not. */
export function whyProduction(
  { config }: Pick<Context, 'config'>,
  values: Readonly<Record<string, unknown>>,
): string | undefined {
  const { namespace, lifecycle } = readForm(values);
  if (namespace && config.productionNamespaces.includes(namespace))
    return `The namespace ${namespace} is production: a second person has to agree.`;
  return lifecycle === 'production'
    ? 'The lifecycle is production: a second person has to agree.'
    : undefined;
}

/** Whether a form needs a second person, and where that stands. What was approved is exactly these values. */
export async function findApproval(
  context: Pick<Context, 'config' | 'approvals' | 'now'>,
  form: FilledForm,
): Promise<Preview['approval']> {
  const reason = whyProduction(context, form.values);
  if (!reason) {
    return {
      needed: false,
      reason: 'The target is not production.',
      state: 'none',
    };
  }
  const now = new Date(context.now()).toISOString();
  const found = await context.approvals.findByDigest(digestOf(form), now);
  return {
    needed: true,
    reason,
    ...(found ? { id: found.id } : {}),
    state: found?.state ?? 'none',
  };
}
