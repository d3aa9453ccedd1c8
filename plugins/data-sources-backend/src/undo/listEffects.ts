import { repositoryUrl } from '../portal/localGit';
import { Context } from '../context';
import { RecordedEffect } from '../store/EffectLedger';

/**
 * What a task made, in order. Registering in the catalog is Backstage's own action and tells nobody, so it is looked up: the
 * descriptor of a repository that the task made is registered, or it is not.
 */
export async function listEffects(
  context: Pick<Context, 'effects' | 'catalog' | 'own' | 'config' | 'now'>,
  taskId: string,
): Promise<RecordedEffect[]> {
  const { effects, catalog, own, config } = context;
  const known = await effects.list(taskId);
  const credentials = await own();
  for (const { kind, ref, undoneAt, made } of known) {
    if (kind !== 'repository' || undoneAt || !made) continue;
    const [owner, name] = ref.split('/');
    const url = repositoryUrl(config.backendUrl, { owner, name });
    const target = `${url}/raw/main/catalog-info.yaml`;
    if (known.some(one => one.kind === 'entity' && one.ref === target))
      continue;
    const location = await catalog
      .getLocationByRef(`url:${target}`, { credentials })
      .catch(() => undefined);
    if (!location) continue;
    const at = new Date(context.now()).toISOString();
    await effects.record(
      {
        taskId,
        step: 'register',
        kind: 'entity',
        ref: target,
        url: `/catalog/default/component/${name}`,
        made: true,
      },
      at,
    );
    return effects.list(taskId);
  }
  return known;
}
