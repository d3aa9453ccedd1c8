import { readForm } from '@254carbon/backstage-plugin-platform-common';
import { ConflictError, ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { Context } from '../context';
import { ScaffolderTask } from '../portal/readTask';

const RepositoriesSchema = z.object({
  repositories: z.array(z.object({ owner: z.string(), name: z.string() })),
});

/** Whether a task came this far before: tried again, it finds what it made itself. */
export async function hasBegun(
  { effects, reservations, now }: Context,
  { id }: ScaffolderTask,
  name: string,
): Promise<boolean> {
  const at = new Date(now()).toISOString();
  const held = await reservations.find(name, at);
  if (held?.taskId === id) return true;
  const made = await effects.list(id);
  return made.some(one => one.kind === 'repository' && !one.undoneAt);
}

/** Repositories of the portal; none in one that keeps none. */
async function listRepositories({ door }: Pick<Context, 'door'>) {
  try {
    const answer = await door.ask({
      plugin: 'local-git',
      path: '/repositories',
    });
    return RepositoriesSchema.parse(answer).repositories;
  } catch (error) {
    const isAbsent =
      error instanceof ResponseError && error.response.status === 404;
    if (isAbsent) return [];
    throw error;
  }
}

/**
 * Refuses a name that a repository or an entity has, at the first step, so that nobody waits for a later one to say so.
 *
 * @throws ConflictError that begins with the name of the field.
 */
export async function mustBeFree(
  context: Context,
  { values }: ScaffolderTask,
  name: string,
): Promise<void> {
  const refuse = (who: string) =>
    new ConflictError(
      `name: ${who} already; nothing was made twice. Choose another name, or change that pipeline from its page.`,
    );
  const credentials = await context.own();
  const ref = `component:default/${name}`;
  if (await context.catalog.getEntityByRef(ref, { credentials }))
    throw refuse(`The catalog has a component ${name}`);
  const owner = readForm(values).owner?.split(/[:/]/).pop();
  const repositories = await listRepositories(context);
  if (repositories.some(one => one.owner === owner && one.name === name))
    throw refuse(`There is a repository ${owner}/${name}`);
}
