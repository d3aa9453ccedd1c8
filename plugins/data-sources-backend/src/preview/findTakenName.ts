import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  PipelineForm,
  PreviewProblem,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';
import { RepositoryFiles } from '../portal/localGit';

/**
 * Who has the name already: a repository, an entity of the catalog, or somebody whose task is making it at this moment, by
 * name. And whether the owner is one.
 */
export async function findTakenName(options: {
  context: Pick<Context, 'catalog' | 'reservations' | 'now'>;
  form: PipelineForm;
  target: RepositoryFiles;
  /** The pipeline of that name is the one that is being changed. */
  changing?: string;
  credentials: BackstageCredentials;
}): Promise<PreviewProblem[]> {
  const { context, form, target, changing, credentials } = options;
  const { name } = form;
  const problems: PreviewProblem[] = [];
  const refuse = (field: string, message: string) =>
    problems.push({ severity: 'refused', field, message });
  if (form.owner && /^[a-z]+:/i.test(form.owner)) {
    const owner = await context.catalog
      .getEntityByRef(form.owner, { credentials })
      .catch(() => undefined);
    if (!owner)
      refuse(
        'owner',
        `The catalog has no ${form.owner.slice(
          0,
          120,
        )}; choose a group from the list.`,
      );
  }
  if (!name || !/^[a-z0-9-]{1,63}$/.test(name) || name === changing)
    return problems;
  const now = new Date(context.now()).toISOString();
  const held = await context.reservations.find(name, now);
  if (held) {
    refuse(
      'name',
      `${name} is being made by ${held.heldBy} at this moment (task ${held.taskId}); choose another name, or wait until ${held.until}.`,
    );
    return problems;
  }
  if (target.state === 'there') {
    refuse(
      'name',
      `There is a repository ${name} of this owner already; choose another name, or change that pipeline from its page.`,
    );
    return problems;
  }
  const entity = await context.catalog
    .getEntityByRef(`component:default/${name}`, { credentials })
    .catch(() => undefined);
  if (entity)
    refuse(
      'name',
      `The catalog has a component ${name} already; choose another name.`,
    );
  return problems;
}
