import {
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  listPlaces,
  Place,
} from '../kubernetes';
import { podTemplateOf } from '../kubernetes/podTemplate';
import { asObjects } from '../kubernetes/readValue';
import { Profile } from '../profiles';
import { Candidate, recogniseUnit } from './Candidate';
import { Belonging, findBelongings } from './findBelongings';
import { formUnits, Unit } from './findUnits';
import { keepCandidates, LookedAt, PlaceCandidates } from './keepCandidates';
import { annotatedNamespace, readOverrides } from './readOverrides';

/** What was found in places that are in use: a place never changes, so neither does what is in it. */
const known = new WeakMap<
  Place,
  { profiles: readonly Profile[]; found: PlaceCandidates }
>();

/** What was found the last time with lists of profiles in use, by cluster and namespace. */
const latest = new WeakMap<readonly Profile[], ReadonlyMap<string, LookedAt>>();

/** Whether what a unit is made of runs at times, or once, or is a kind that its software runs. */
export function isRunOf(unit: Unit, kinds: ReadonlySet<string>): boolean {
  const kind = unit.unknownOwner?.kind ?? unit.root.object.kind;
  return unit.role !== 'serving' || kinds.has(kind);
}

/** Those of lists in use that are recognised when they run at times; a list never changes. */
const scheduled = new WeakMap<readonly Profile[], readonly Profile[]>();

function schedulesOf(profiles: readonly Profile[]): readonly Profile[] {
  const found =
    scheduled.get(profiles) ?? profiles.filter(one => one.scheduled);
  scheduled.set(profiles, found);
  return found;
}

/** Kinds that the software of lists in use runs; a list never changes. */
const runKinds = new WeakMap<readonly Profile[], ReadonlySet<string>>();

/** The kinds that the software of these profiles runs. */
export function runKindsOf(profiles: readonly Profile[]): ReadonlySet<string> {
  const found =
    runKinds.get(profiles) ??
    new Set(profiles.flatMap(profile => profile.runs ?? []));
  runKinds.set(profiles, found);
  return found;
}

/** Finds the namespaces of units, of neighbours once. */
function createSpaces(index: KubernetesIndex) {
  let place: string | undefined;
  let space: InventoryObject | undefined;
  return (unit: Unit) => {
    if (unit.place !== place) space = annotatedNamespace(index, unit);
    place = unit.place;
    return space;
  };
}

/** Makes candidates of what belongs together. */
function createForming(index: KubernetesIndex, profiles: readonly Profile[]) {
  const schedules = schedulesOf(profiles);
  const ran = runKindsOf(profiles);
  return (belongings: readonly Belonging[]): Candidate[] => {
    const spaceOf = createSpaces(index);
    return formUnits(index, belongings).map(unit => {
      const trusted = isRunOf(unit, ran) ? schedules : profiles;
      const found = recogniseUnit(unit, trusted);
      // All of one shape, for there are thousands.
      return {
        unit,
        order: unit.order,
        overrides: readOverrides(unit, spaceOf(unit)),
        profile: found?.profile,
        recognised: found?.because,
        formed: undefined,
      };
    });
  };
}

/** All candidates: a list for each place, sorted by the key of the root, and at the end those that are in several places. */
export type PlacedCandidates = readonly (readonly Candidate[])[];

/** Candidates of all places, sorted by the key of their roots. */
export function sortCandidates(placed: PlacedCandidates): Candidate[] {
  return placed.flat().sort((a, b) => {
    if (a.order === b.order) return 0;
    return a.order < b.order ? -1 : 1;
  });
}

/** A custom resource that is written like a workload, with the template of its pods: a Rollout of Argo, a Service of Knative. */
function makesPods(object: KubernetesObject): boolean {
  const [group = ''] = object.apiVersion.split('/');
  return (
    group.includes('.') &&
    !group.endsWith('k8s.io') &&
    asObjects(podTemplateOf(object).spec.containers).length > 0
  );
}

function findKnown(
  place: Place,
  profiles: readonly Profile[],
): PlaceCandidates | undefined {
  const last = known.get(place);
  return last?.profiles === profiles ? last.found : undefined;
}

/** Whether a custom resource is one by which software is known; those of other groups may be called the same, and are something else. */
function createStandsFor(profiles: readonly Profile[]) {
  const groups = new Map<string, (RegExp | undefined)[]>();
  for (const { kinds = [], group } of profiles.flatMap(
    ({ recognise }) => recognise,
  )) {
    for (const kind of kinds)
      groups.set(kind, [...(groups.get(kind) ?? []), group]);
  }
  return ({ apiVersion, kind }: KubernetesObject) =>
    groups
      .get(kind)
      ?.some(
        group => group === undefined || group.test(apiVersion.split('/')[0]),
      ) ?? false;
}

/** Ways to look at a place: for all that is in it, and for what is made of some of its objects. */
function createLook(index: KubernetesIndex, profiles: readonly Profile[]) {
  const standsFor = createStandsFor(profiles);
  const isInstance = ({ object }: InventoryObject) =>
    standsFor(object) || makesPods(object);
  const form = createForming(index, profiles);
  const divide = (place: Place, objects: readonly InventoryObject[]) => {
    const all = findBelongings(index, objects, isInstance);
    const { namespace } = place;
    const isOwn = ({ root }: Belonging) =>
      namespace !== undefined && root.object.metadata.namespace === namespace;
    const strays = all.filter(item => !isOwn(item));
    return { own: strays.length > 0 ? all.filter(isOwn) : all, strays };
  };
  return {
    form,
    all(place: Place): PlaceCandidates {
      const { own, strays } = divide(place, place.objects);
      return { own: form(own), strays };
    },
    some(place: Place, objects: readonly InventoryObject[]) {
      const { own, strays } = divide(place, objects);
      return strays.length > 0 ? undefined : form(own);
    },
  };
}

/** Every candidate of an index; the very same lists as before where nothing changed. */
export function findCandidates(
  index: KubernetesIndex,
  profiles: readonly Profile[],
): PlacedCandidates {
  const look = createLook(index, profiles);
  const before = latest.get(profiles);
  const now = new Map<string, LookedAt>();
  const placed: (readonly Candidate[])[] = [];
  const strays: Belonging[] = [];
  for (const place of listPlaces(index)) {
    const key = `${place.objects[0].cluster}\0${place.namespace ?? ''}`;
    const last = before?.get(key);
    const found =
      findKnown(place, profiles) ??
      (last &&
        keepCandidates(last, place, entries => look.some(place, entries))) ??
      look.all(place);
    known.set(place, { profiles, found });
    now.set(key, { place, found });
    placed.push(found.own);
    strays.push(...found.strays);
  }
  latest.set(profiles, now);
  placed.push(look.form(strays));
  return placed;
}
