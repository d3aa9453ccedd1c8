/**
 * What readiness knows besides the live objects: what manifests declare, how that stands against what runs, and what the
 * platform's own systems say. Nothing is made up: without a source of manifests nothing is declared, and a part that nobody can
 * tell is left out, so that the rules which ask for it say *unknown* with the reason.
 *
 * Whatever did not change is handed over as the very same array. Rules keep what they derive by identity, and an evaluation
 * in which only one pod changed must not lay a whole repository upon a whole cluster again.
 */
import {
  compareDeclared,
  DeclaredComparison,
  DeclaredTree,
  failed,
  Knowledge,
  lastKnown,
  Observation,
  readVolumeUsage,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformExternal,
  PlatformManifests,
  PlatformTelemetry,
} from '@254carbon/backstage-plugin-platform-node';
import { PlatformView } from '../Evaluator';
import { keepList } from './keepList';
import { listQueries } from './listQueries';
import { PortalAnswers } from './portalAnswersServiceRef';

/** Who it is that asks for series. */
const OWNER = 'readiness';

type Trees = readonly Observation<DeclaredTree>[];
type ComparedView = Pick<PlatformView, 'index' | 'clusters'>;

/** A reading is put together anew whenever it is asked for; what was read are its parts. */
function isSameReading(a: TelemetryReading, b: TelemetryReading): boolean {
  return (
    a.parts === b.parts &&
    a.kind === b.kind &&
    a.id === b.id &&
    a.serviceId === b.serviceId &&
    a.cluster === b.cluster &&
    a.address === b.address
  );
}

/** A comparison is as fresh as the trees are: with one that cannot be read now it is of an earlier read. */
function compare(
  trees: Trees,
  { index, clusters }: ComparedView,
  now: number,
): Observation<DeclaredComparison> {
  const missing = trees.find(tree => lastKnown(tree) === undefined);
  if (missing) {
    const reason = missing.ok ? 'Nothing was read yet.' : missing.reason;
    return failed({ reason, now, source: missing.source });
  }
  const value = compareDeclared({
    declared: trees,
    observed: { objects: index.objects, clusters },
  });
  const observedAt = trees
    .flatMap(tree => lastKnown(tree)?.observedAt ?? [])
    .sort()[0];
  const broken = trees.find(tree => !tree.ok);
  if (broken && !broken.ok) {
    const { reason, since, source } = broken;
    return {
      ok: false,
      reason,
      since,
      source,
      lastGood: { value, observedAt },
    };
  }
  return { ok: true, value, observedAt, source: trees[0].source };
}

/** Compares anew when the trees or the objects are others. */
function createComparer(now: () => number) {
  let last:
    | {
        trees: Trees;
        view: ComparedView;
        value: Observation<DeclaredComparison>;
      }
    | undefined;
  return (trees: Trees, view: ComparedView) => {
    const isSame =
      last?.trees === trees &&
      last.view.index === view.index &&
      last.view.clusters === view.clusters;
    if (!last || !isSame)
      last = { trees, view, value: compare(trees, view, now()) };
    return last.value;
  };
}

/** Says which series the declared queries are about, once for each list of trees. */
function createAsking(telemetry: Pick<PlatformTelemetry, 'wantQueries'>) {
  let last: Trees | undefined;
  return (trees: Trees) => {
    if (trees === last) return;
    last = trees;
    telemetry.wantQueries(OWNER, listQueries(trees));
  };
}

/** Gives what is known now, for the view that is judged; `now` is milliseconds since the epoch. */
export function createKnowledge(options: {
  manifests: Pick<PlatformManifests, 'sources' | 'current'>;
  telemetry: Pick<PlatformTelemetry, 'current' | 'wantQueries'>;
  external: Pick<PlatformExternal, 'current'>;
  answers: Pick<PortalAnswers, 'readRunbooks' | 'readLake'>;
  now: () => number;
}): (view: ComparedView) => Promise<Knowledge> {
  const { manifests, telemetry, external, answers, now } = options;
  const keepTrees = keepList<Observation<DeclaredTree>>();
  const keepReadings = keepList(isSameReading);
  const compareOnce = createComparer(now);
  const ask = createAsking(telemetry);
  return async view => {
    const [runbooks, lakeTables] = await Promise.all([
      answers.readRunbooks(),
      answers.readLake(),
    ]);
    const readings = keepReadings(telemetry.current());
    const volumeUsage = readVolumeUsage(readings);
    const externalAnswers = external.current();
    const known = {
      telemetry: readings,
      lakeTables,
      ...(runbooks ? { runbooks } : {}),
      ...(volumeUsage ? { volumeUsage } : {}),
      ...(externalAnswers ? { externalAnswers } : {}),
    };
    if (manifests.sources.length === 0) return known;
    const declared = keepTrees(manifests.current());
    ask(declared);
    return { ...known, declared, comparison: compareOnce(declared, view) };
  };
}
