import { parseEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import {
  PipelineForm,
  PreviewProblem,
} from '@254carbon/backstage-plugin-platform-common';
import { Context } from '../context';

/** What nobody owns, nobody is told about and nobody but an operator may change. */
const noGroup = (owner: string) =>
  `The catalog has no ${owner.slice(
    0,
    80,
  )}; choose a group that is there, such as your own.`;

/** Whether the owner that a form names is there; a form without one, or with what is no name at all, is judged by its schema. */
export async function findOwnerProblems(
  { catalog, own }: Pick<Context, 'catalog' | 'own'>,
  { owner }: Pick<PipelineForm, 'owner'>,
): Promise<PreviewProblem[]> {
  if (!owner || !/^[a-z]+:[a-z0-9-]+\/[a-z0-9-]+$/.test(owner)) return [];
  const ref = parseEntityRef(owner);
  try {
    const found = await catalog.getEntityByRef(ref, {
      credentials: await own(),
    });
    return found
      ? []
      : [{ severity: 'refused', message: noGroup(owner), field: 'owner' }];
  } catch (error) {
    return [
      {
        severity: 'warning',
        message: `Whether ${owner} is there could not be asked (${stringifyError(
          error,
        )}).`,
        field: 'owner',
      },
    ];
  }
}
