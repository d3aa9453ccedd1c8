import { imagesOf, KubernetesObject, labelOf, parseImage } from '../kubernetes';
import { Profile, Recogniser } from './types';

/** Why a recogniser applies to an object, or `undefined` when it does not. */
function whyItMatches(
  recogniser: Recogniser,
  object: KubernetesObject,
): string | undefined {
  const reasons: string[] = [];
  const { kinds, labels, name, image, chart } = recogniser;
  if (kinds && !kinds.includes(object.kind)) return undefined;
  if (kinds) reasons.push(`kind ${object.kind}`);
  if (labels) {
    const found = Object.entries(labels).find(([key, wanted]) => {
      const value = labelOf(object, key);
      if (value === undefined) return false;
      return typeof wanted === 'string' ? value === wanted : wanted.test(value);
    });
    if (!found) return undefined;
    reasons.push(`label ${found[0]}=${labelOf(object, found[0])}`);
  }
  if (name) {
    if (!name.test(object.metadata.name)) return undefined;
    reasons.push(`name ${object.metadata.name}`);
  }
  if (image) {
    const hit = imagesOf(object).find(item =>
      image.test(parseImage(item).repository),
    );
    if (hit === undefined) return undefined;
    reasons.push(`image ${hit}`);
  }
  if (chart) {
    const value = labelOf(object, 'helm.sh/chart');
    if (value === undefined || !chart.test(value.replace(/-v?\d.*$/, '')))
      return undefined;
    reasons.push(`chart ${value}`);
  }
  return reasons.length > 0 ? reasons.join(' and ') : undefined;
}

/** The first profile that recognises a workload or custom resource, and by what. */
export function recogniseWorkload(
  object: KubernetesObject,
  profiles: readonly Profile[],
): { profile: Profile; because: string } | undefined {
  for (const profile of profiles) {
    for (const recogniser of profile.recognise) {
      const because = whyItMatches(recogniser, object);
      if (because !== undefined) {
        return {
          profile,
          because: `recognised as ${profile.title} by ${because}`,
        };
      }
    }
  }
  return undefined;
}
