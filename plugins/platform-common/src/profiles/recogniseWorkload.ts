import {
  asText,
  containersOf,
  KubernetesObject,
  labelOf,
  parseImage,
  podTemplateOf,
} from '../kubernetes';
import { Profile, Recogniser } from './types';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

function readLabel(object: KubernetesObject, key: string): string | undefined {
  return labelOf(object, key) ?? podTemplateOf(object).labels[key];
}

/**
 * The image that makes a workload what it is. A log shipper or an agent beside the application must not
 * turn the application into a log shipper, so only one container counts: the one declared as default,
 * else the one named like the workload, else the first.
 */
export function mainImageOf(object: KubernetesObject): string | undefined {
  const containers = containersOf(object);
  const names = [
    podTemplateOf(object).annotations[DEFAULT_CONTAINER],
    object.metadata.name,
    readLabel(object, 'app.kubernetes.io/name'),
    readLabel(object, 'app'),
  ].filter(name => name !== undefined);
  const main =
    names
      .map(name => containers.find(container => container.name === name))
      .find(container => container !== undefined) ?? containers[0];
  return asText(main?.image);
}

/** The name of the chart that made an object, without its version, or `undefined`. */
export function chartOf(object: KubernetesObject): string | undefined {
  return readLabel(object, 'helm.sh/chart')?.replace(/-v?\d+\..*$/, '');
}

type Check = (recogniser: Recogniser, object: KubernetesObject) => Outcome;
/** `undefined`: not asked. `false`: asked, does not hold. Text: holds, because. */
type Outcome = string | false | undefined;

const checkKind: Check = ({ kinds }, { kind }) =>
  kinds && (kinds.includes(kind) ? `kind ${kind}` : false);

const checkLabels: Check = ({ labels }, object) => {
  if (!labels) return undefined;
  for (const [key, wanted] of Object.entries(labels)) {
    const value = readLabel(object, key);
    if (value === undefined) continue;
    const holds =
      typeof wanted === 'string' ? value === wanted : wanted.test(value);
    if (holds) return `label ${key}=${value}`;
  }
  return false;
};

const checkName: Check = ({ name }, { metadata }) =>
  name && (name.test(metadata.name) ? `name ${metadata.name}` : false);

const checkImage: Check = ({ image }, object) => {
  if (!image) return undefined;
  const main = mainImageOf(object);
  return main !== undefined && image.test(parseImage(main).repository)
    ? `image ${main}`
    : false;
};

const checkChart: Check = ({ chart }, object) => {
  if (!chart) return undefined;
  const found = chartOf(object);
  return found !== undefined && chart.test(found) ? `chart ${found}` : false;
};

const CHECKS = [checkKind, checkLabels, checkName, checkImage, checkChart];

/** Why a recogniser applies to an object, or `undefined` when it does not. */
function whyItApplies(
  recogniser: Recogniser,
  object: KubernetesObject,
): string | undefined {
  const reasons: string[] = [];
  for (const check of CHECKS) {
    const outcome = check(recogniser, object);
    if (outcome === false) return undefined;
    if (outcome !== undefined) reasons.push(outcome);
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
      const because = whyItApplies(recogniser, object);
      if (because !== undefined)
        return {
          profile,
          because: `recognised as ${profile.title} by ${because}`,
        };
    }
  }
  return undefined;
}
