import {
  InventoryObject,
  KubernetesIndex,
  listPlaces,
  objectKey,
  Place,
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
  runKinds: ReadonlySet<string>,
): boolean {
  const kind = unit.unknownOwner?.kind ?? unit.root.object.kind;
  return unit.role !== 'serving' || runKinds.has(kind);
}

/** Those of lists in use that are recognised when they run at times; a list never changes. */
const scheduled = new WeakMap<readonly Profile[], readonly Profile[]>();

function schedulesOf(profiles: readonly Profile[]): readonly Profile[] {
  const found =
    scheduled.get(profiles) ?? profiles.filter(one => one.scheduled);
  scheduled.set(profiles, found);
  return found;
}

/** Makes candidates of what belongs together. */
function createForming(index: KubernetesIndex, profiles: readonly Profile[]) {
  const schedules = schedulesOf(profiles);
  const runKinds = new Set(profiles.flatMap(profile => profile.runs ?? []));
  return (belongings: readonly Belonging[]): Candidate[] =>
    formUnits(index, belongings).map(unit => {
      const isRun = isRunOf({ unit }, runKinds);
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

/** The last lists that were sorted: most of the next one stands in the same order. */
const sorted = new WeakMap<readonly Profile[], readonly Candidate[]>();

function sortCandidates(
  candidates: readonly Candidate[],
  profiles: readonly Profile[],
): Candidate[] {
  const others = new Set(candidates);
  const kept = (sorted.get(profiles) ?? []).filter(one => others.delete(one));
  const next = [...kept, ...others].sort((a, b) => {
    if (a.order === b.order) return 0;
    return a.order < b.order ? -1 : 1;
  });
  sorted.set(profiles, next);
  return next;
}

/** Every candidate of an index, sorted by the key of its root; the same one as before where nothing changed. */
export function findCandidates(
  index: KubernetesIndex,
  profiles: readonly Profile[],
): readonly Candidate[] {
  const instanceKinds = new Set(
    profiles.flatMap(profile =>
      profile.recognise.flatMap(entry => entry.kinds ?? []),
    ),
  );
  const isInstance = ({ object }: InventoryObject) =>
    instanceKinds.has(object.kind);
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
  const candidates: Candidate[] = [];
  const strays: Belonging[] = [];
  for (const place of listPlaces(index)) {
    const last = known.get(place);
    const found = last?.profiles === profiles ? last.found : look(place);
    known.set(place, { profiles, found });
    candidates.push(...found.own);
    strays.push(...found.strays);
  }
  candidates.push(...form(strays));
  return sortCandidates(candidates, profiles);
}
