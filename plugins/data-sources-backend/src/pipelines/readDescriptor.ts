import { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { Context } from '../context';
import { RepositoryRef, repositoryUrl } from '../portal/localGit';

const DescriptorSchema = z.object({
  kind: z.string(),
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.object({ lifecycle: z.string().optional() }).default({}),
});

/**
 * The entity with what its repository says at this moment: the catalog reads it again in its own time, and whoever has just changed a pipeline looks
 * for the new schedule. What cannot be read is as the catalog has it.
 */
export async function withDescriptor(
  { reader, config, logger }: Pick<Context, 'reader' | 'config' | 'logger'>,
  entity: Entity,
  repository: RepositoryRef | undefined,
): Promise<Entity> {
  if (!repository) return entity;
  const { name } = entity.metadata;
  const base = repositoryUrl(config.backendUrl, repository);
  try {
    const file = await reader.readUrl(`${base}/raw/main/catalog-info.yaml`);
    const text = (await file.buffer()).toString('utf8');
    for (const document of parseAllDocuments(text)) {
      const found = DescriptorSchema.safeParse(document.toJS());
      if (!found.success || found.data.kind !== entity.kind) continue;
      const { metadata, spec } = found.data;
      if (metadata.name !== name) continue;
      const annotations = {
        ...entity.metadata.annotations,
        ...metadata.annotations,
      };
      return {
        ...entity,
        metadata: { ...entity.metadata, annotations },
        spec: { ...entity.spec, ...spec },
      };
    }
  } catch (error) {
    const reason = isError(error) ? error.message : String(error);
    logger.debug(`The descriptor of ${name} could not be read: ${reason}`);
  }
  return entity;
}
