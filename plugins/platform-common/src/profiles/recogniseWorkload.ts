import { KubernetesObject } from '../kubernetes';
import { repositoryOf } from '../kubernetes/parseImage';
import { containersOf, podTemplateOf } from '../kubernetes/podTemplate';
import { asText, labelOf } from '../kubernetes/readValue';
import { originalImages } from './originalImages';
import { Sieve, Traits } from './sieveRecognisers';
import { Profile, Recogniser } from './types';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const CHART = 'helm.sh/chart';

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
  if (containers.length < 2) return asText(containers[0]?.image);
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

function withoutVersion(chart: string | undefined): string | undefined {
  return chart?.replace(/-v?\d+\..*$/, '');
}

/** The name of the chart that made an object, without its version, or `undefined`. */
export function chartOf(object: KubernetesObject): string | undefined {
  return withoutVersion(readLabel(object, CHART));
}

const NO_REPOSITORIES: readonly string[] = [];
const NO_LABELS: Traits['labels'] = {};

function readTraits(object: KubernetesObject, byImage: boolean): Traits {
  const { kind, apiVersion, metadata } = object;
  const { labels: templateLabels } = podTemplateOf(object);
  const { name, labels = NO_LABELS } = metadata;
  const image = (byImage && mainImageOf(object)) || undefined;
  const repositories =
    image === undefined ? NO_REPOSITORIES : originalImages(repositoryOf(image));
  return {
    kind,
    apiVersion,
    name,
    labels,
    templateLabels,
    image,
    repositories,
    chart: withoutVersion(labels[CHART] ?? templateLabels[CHART]) || undefined,
  };
}

type Check = (recogniser: Recogniser, traits: Traits) => Outcome;
/** `undefined`: not asked. `false`: asked, does not hold. Text: holds, because. */
type Outcome = string | false | undefined;

const checkKind: Check = ({ kinds }, { kind }) =>
  kinds && (kinds.includes(kind) ? `kind ${kind}` : false);

const checkGroup: Check = (recogniser, { apiVersion }) => {
  if (!recogniser.group) return undefined;
  const group = apiVersion.split('/').slice(0, -1).join('/');
  return recogniser.group.test(group) ? `group ${group}` : false;
};

const checkLabels: Check = (recogniser, { labels, templateLabels }) => {
  if (!recogniser.labels) return undefined;
  for (const key of Object.keys(recogniser.labels)) {
    const value = labels[key] ?? templateLabels[key];
    if (value === undefined) continue;
    const wanted = recogniser.labels[key];
    const holds =
      typeof wanted === 'string' ? value === wanted : wanted.test(value);
    if (holds) return `label ${key}=${value}`;
  }
  return false;
};

const checkName: Check = (recogniser, { name }) =>
  recogniser.name && (recogniser.name.test(name) ? `name ${name}` : false);

const checkImage: Check = (recogniser, { image, repositories }) => {
  const pattern = recogniser.image;
  if (!pattern) return undefined;
  return repositories.some(repository => pattern.test(repository))
    ? `image ${image}`
    : false;
};

const checkChart: Check = (recogniser, { chart }) => {
  if (!recogniser.chart) return undefined;
  return chart !== undefined && recogniser.chart.test(chart)
    ? `chart ${chart}`
    : false;
};

const CHECKS = [
  checkKind,
  checkGroup,
  checkName,
  checkImage,
  checkChart,
  checkLabels,
];

/** Why a recogniser applies to an object, or `undefined` when it does not. */
function whyItApplies(
  recogniser: Recogniser,
  traits: Traits,
): string | undefined {
  const reasons: string[] = [];
  for (const check of CHECKS) {
    const outcome = check(recogniser, traits);
    if (outcome === false) return undefined;
    if (outcome !== undefined) reasons.push(outcome);
  }
  return reasons.length > 0 ? reasons.join(' and ') : undefined;
}

/** Which software a workload is, and by what. */
export interface Recognition {
  profile: Profile;
  because: string;
}

/** What objects were recognised as; `null` is nothing. */
type Found = WeakMap<KubernetesObject, Recognition | null>;

/** What is known of a list of profiles in use: who may apply, and what objects were recognised as, with their images and without. */
interface Known {
  sieve: Sieve;
  found: Found;
  foundOtherwise: Found;
}

/** Objects and lists of profiles never change, so neither does what is recognised. */
const known = new WeakMap<readonly Profile[], Known>();

function knownOf(profiles: readonly Profile[]): Known {
  const last = known.get(profiles);
  if (last) return last;
  const made: Known = {
    sieve: new Sieve(profiles),
    found: new WeakMap(),
    foundOtherwise: new WeakMap(),
  };
  known.set(profiles, made);
  return made;
}

/**
 * Makes ready what recognises workloads by these profiles. Hundreds of patterns are compiled for that, some ten
 * milliseconds of work: whoever waits for the first objects anyway may have it done meanwhile. Nothing else changes.
 */
export function prepareRecognition(profiles: readonly Profile[]): void {
  knownOf(profiles).sieve.prepare();
}

/**
 * The first profile that recognises a workload or custom resource, and by what.
 *
 * @param byImage - Whether its image counts, as it does unless said otherwise.
 */
export function recogniseWorkload(
  object: KubernetesObject,
  profiles: readonly Profile[],
  byImage = true,
): Recognition | undefined {
  const { sieve, found, foundOtherwise } = knownOf(profiles);
  const memory = byImage ? found : foundOtherwise;
  const last = memory.get(object);
  if (last !== undefined) return last ?? undefined;
  const recognition = recognise(object, sieve, byImage);
  memory.set(object, recognition ?? null);
  return recognition;
}

function recognise(
  object: KubernetesObject,
  sieve: Sieve,
  byImage: boolean,
): Recognition | undefined {
  const traits = readTraits(object, byImage);
  for (const { profile, recogniser } of sieve.pass(traits, byImage)) {
    const because = whyItApplies(recogniser, traits);
    if (because !== undefined)
      return {
        profile,
        because: `recognised as ${profile.title} by ${because}`,
      };
  }
  return undefined;
}
