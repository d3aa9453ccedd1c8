/** What can have one pod only. */
import {
  asObject,
  asObjects,
  InventoryObject,
  podTemplateOf,
} from '../../kubernetes';

/** Whether one pod is all that a workload can have: a leader is elected, a volume is mounted once, the old goes before the new comes. */
export function whySingle({ object }: InventoryObject): string | undefined {
  const { spec } = podTemplateOf(object);
  const note = object.metadata.annotations?.['254carbon.com/single-replica'];
  if (note) return note;
  // Schedulers, coordinators and controllers are one by their nature.
  if (
    /(^|-)(beat|scheduler|coordinator|operator|controller|controllers|manager|leader|master|primary)($|-)/.test(
      object.metadata.name,
    )
  )
    return 'its name says that there is one';
  if (asObject(object.spec?.strategy).type === 'Recreate')
    return 'its strategy is Recreate';
  if (asObjects(object.spec?.volumeClaimTemplates).length > 0) return undefined;
  if (
    asObjects(spec.volumes).some(
      ({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined,
    )
  )
    return 'it mounts a volume';
  const words = asObjects(spec.containers).flatMap(one =>
    [one.args, one.command].flat(),
  );
  return words.some(
    word =>
      typeof word === 'string' &&
      /leader-?elect/i.test(word) &&
      !/=false$/.test(word),
  )
    ? 'it elects a leader'
    : undefined;
}
