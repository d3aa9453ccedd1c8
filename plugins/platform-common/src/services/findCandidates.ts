import {
  asObjects,
  InventoryObject,
  KubernetesIndex,
  KubernetesObject,
  listPlaces,
  objectKey,
  Place,
  podTemplateOf,
} from '../kubernetes';
import { Profile } from '../profiles';
import { Candidate, recogniseUnit } from './Candidate';
import { Belonging, findBelongings, formUnits } from './findUnits';
import { readOverrides } from './readOverrides';

/** The candidates whose objects all are in one place, and what belongs to others. */
interface PlaceCandidates {
  own: readonly Candidate[];
  strays: readonly Belonging[];
}

/** What was found in places that are in use: a place never changes, so neither does what is in it. */
const known = new WeakMap<
  Place,
  { profiles: readonly Profile[]; found: PlaceCandidates }
>();

/** Whether a candidate runs at times, or once, or is a kind that its software runs. */
export function isRunOf(
  { unit }: Pick<Candidate, 'unit'>,
  kinds: ReadonlySet<string>,
): boolean {
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

/** Makes candidates of what belongs together. */
function createForming(index: KubernetesIndex, profiles: readonly Profile[]) {
  const schedules = schedulesOf(profiles);
  const ran = runKindsOf(profiles);
  return (belongings: readonly Belonging[]): Candidate[] =>
    formUnits(index, belongings).map(unit => {
      const isRun = isRunOf({ unit }, ran);
      const found = recogniseUnit(unit, isRun ? schedules : profiles);
      const { cluster, object } = unit.root;
      return {
        unit,
        // No cluster's name holds the character 0, so that names which begin alike stay apart.
        order: `${cluster}\0${objectKey(object)}`,
        overrides: readOverrides(index, unit),
        ...(found ? { profile: found.profile, recognised: found.because } : {}),
      };
    });
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

/** Every candidate of an index; the very same lists as before where nothing changed. */
export function findCandidates(
  index: KubernetesIndex,
  profiles: readonly Profile[],
): PlacedCandidates {
  const instanceKinds = new Set(
    profiles.flatMap(profile =>
      profile.recognise.flatMap(entry => entry.kinds ?? []),
    ),
  );
  const isInstance = ({ object }: InventoryObject) =>
    instanceKinds.has(object.kind) || makesPods(object);
  const form = createForming(index, profiles);
  const look = (place: Place): PlaceCandidates => {
    const all = findBelongings(index, place.objects, isInstance);
    const isOwn = ({ root }: Belonging) =>
      place.namespace !== undefined &&
      root.object.metadata.namespace === place.namespace;
    return {
      own: form(all.filter(isOwn)),
      strays: all.filter(item => !isOwn(item)),
    };
  };
  const placed: (readonly Candidate[])[] = [];
  const strays: Belonging[] = [];
  for (const place of listPlaces(index)) {
    const last = known.get(place);
    const found = last?.profiles === profiles ? last.found : look(place);
    known.set(place, { profiles, found });
    placed.push(found.own);
    strays.push(...found.strays);
  }
  placed.push(form(strays));
  return placed;
}
