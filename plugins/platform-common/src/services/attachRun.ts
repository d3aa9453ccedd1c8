import { imagesOf, parseImage } from '../kubernetes';
import { Profile, Recognition, recogniseWorkload } from '../profiles';
import { Candidate, unitLabel, unitName } from './Candidate';
import { Draft } from './draftGroups';
import { Unit } from './findUnits';
import { Neighbourhood } from './Neighbourhood';

/** The service that a scheduled or single run belongs to, and why. */
export interface Attachment {
  draft: Draft;
  because: string;
}

interface RunContext {
  candidate: Candidate;
  /** Drafts of the same namespace. */
  near: Neighbourhood;
  profiles: readonly Profile[];
}

/** What the objects of a run are recognised as, with their images and without: all that it can be attached by in that way. */
export function recogniseRun(
  unit: Unit,
  profiles: readonly Profile[],
): (Recognition | undefined)[] {
  const objects = [unit.root, ...unit.workloads.map(({ entry }) => entry)];
  return [true, false].flatMap(byImage =>
    objects.map(({ object }) => recogniseWorkload(object, profiles, byImage)),
  );
}

function byName({ candidate, near }: RunContext): Attachment | undefined {
  const best = near.withPrefixOf(unitName(candidate.unit));
  return (
    best && {
      draft: best.draft,
      because: `belongs to it by its name, which starts with ${best.prefix}-`,
    }
  );
}

/** Labels by which a run may name the service that it belongs to. */
const NAMING = ['app.kubernetes.io/part-of', 'app.kubernetes.io/name', 'app'];

function byLabel({ candidate, near }: RunContext): Attachment | undefined {
  for (const key of NAMING) {
    const value = unitLabel(candidate.unit, key);
    const draft = value === undefined ? undefined : near.calledBy(value);
    if (draft)
      return { draft, because: `belongs to it by label ${key}=${value}` };
  }
  return undefined;
}

/** What the objects of a run are, by their images or by all else. */
function recogniseAny(
  { candidate: { unit }, profiles }: RunContext,
  byImage: boolean,
): Recognition | undefined {
  const own = recogniseWorkload(unit.root.object, profiles, byImage);
  if (own) return own;
  for (const { entry } of unit.workloads) {
    const found =
      entry === unit.root
        ? undefined
        : recogniseWorkload(entry.object, profiles, byImage);
    if (found) return found;
  }
  return undefined;
}

function byProfile(
  context: RunContext,
  byImage: boolean,
): Attachment | undefined {
  const { candidate, near } = context;
  const found = recogniseAny(context, byImage);
  if (!found) return undefined;
  const same = near.ofProfile(found.profile.id);
  const draft =
    same.withPrefixOf(unitName(candidate.unit))?.draft ?? same.drafts[0];
  return draft && { draft, because: found.because };
}

/** A single run in a namespace that holds one service and is named after it. */
function byNeighbour({ candidate, near }: RunContext): Attachment | undefined {
  const { drafts } = near;
  if (candidate.unit.role !== 'run' || drafts.length !== 1) return undefined;
  const [draft] = drafts;
  const { namespace, stem, profile } = draft;
  if (namespace !== stem && namespace !== profile?.id) return undefined;
  return {
    draft,
    because: `belongs to it as the service that namespace ${namespace} is for`,
  };
}

/** A single run whose image is that of a service beside it; a client's image proves little. */
function bySameImage(context: RunContext): Attachment | undefined {
  const { candidate } = context;
  if (candidate.unit.role !== 'run') return undefined;
  const attachment = byProfile(context, true);
  const images = candidate.unit.workloads.flatMap(({ entry }) =>
    imagesOf(entry.object).map(image => parseImage(image).repository),
  );
  return (
    attachment && {
      ...attachment,
      because: `belongs to it by its image ${images.join(', ')}`,
    }
  );
}

const NOBODY = new Neighbourhood([]);

/** Drafts by where they are, and those whose software has runs, so that no run looks at all drafts. */
interface DraftPlaces {
  byPlace: ReadonlyMap<string, Neighbourhood>;
  withRuns: readonly Draft[];
}

const places = new WeakMap<readonly Draft[], DraftPlaces>();

function placesOf(drafts: readonly Draft[]): DraftPlaces {
  const known = places.get(drafts);
  if (known) return known;
  const byPlace = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { place } = draft.parts[0].candidate.unit;
    const near = byPlace.get(place);
    if (near) near.push(draft);
    else byPlace.set(place, [draft]);
  }
  const withRuns = drafts.filter(({ profile }) => profile?.runs?.length);
  const found = {
    byPlace: new Map(
      [...byPlace].map(([place, near]) => [place, new Neighbourhood(near)]),
    ),
    withRuns,
  };
  places.set(drafts, found);
  return found;
}

/** Runs of a custom resource that belongs to some software, wherever they are in the cluster. */
export function attachByKind(
  candidate: Candidate,
  drafts: readonly Draft[],
): Attachment | undefined {
  const { withRuns } = placesOf(drafts);
  if (withRuns.length === 0) return undefined;
  const { unit } = candidate;
  const kind = unit.unknownOwner?.kind ?? unit.root.object.kind;
  const { cluster } = unit.root;
  const fitting = withRuns.filter(
    draft => draft.cluster === cluster && draft.profile?.runs?.includes(kind),
  );
  const space = unit.root.object.metadata.namespace;
  const draft =
    fitting.find(({ namespace }) => namespace === space) ?? fitting[0];
  return (
    draft && {
      draft,
      because: `is a run of it: owned by ${kind} ${unitName(unit)}`,
    }
  );
}

/** Finds the service that a Job, CronJob or ended pod belongs to; `undefined` when it is none's. */
export function attachRun(options: {
  candidate: Candidate;
  /** Drafts of the same cluster, sorted; the list must not change afterwards. */
  drafts: readonly Draft[];
  profiles: readonly Profile[];
}): Attachment | undefined {
  const { candidate, drafts, profiles } = options;
  const near = placesOf(drafts).byPlace.get(candidate.unit.place) ?? NOBODY;
  const context = { candidate, near, profiles };
  return (
    byProfile(context, false) ??
    byLabel(context) ??
    byName(context) ??
    bySameImage(context) ??
    byNeighbour(context)
  );
}
