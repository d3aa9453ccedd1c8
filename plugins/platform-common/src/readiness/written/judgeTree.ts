/** Judges a tree of manifests: the same services and the same rules as in the portal, and *unknown* for what only a running cluster tells. */
import { DeclaredTree } from '../../declared';
import { observed, Service } from '../../model';
import { Profile, PROFILES } from '../../profiles';
import {
  asWritten,
  FactContext,
  Knowledge,
  ManifestWorld,
  manifestWorld,
  Rule,
  STRAY_RULES,
  strayFacts,
  WRITTEN_FACTS,
} from '../../rules';
import { buildServices } from '../../services';
import { Cap } from '../caps';
import { evaluate } from '../evaluate';
import { ReadinessReport } from '../report';
import { findWritten } from './findWritten';
import { variantsOf } from './variantsOf';
import { toVerdictLines, VerdictLine } from './verdictLines';

/** What came of judging a tree. */
export interface TreeJudgement {
  report: ReadinessReport;
  /** Every verdict of the report, then those about what belongs to no service. */
  verdicts: readonly VerdictLine[];
}

interface Bench {
  world: ManifestWorld;
  services: readonly Service[];
  rules: readonly Rule[];
  caps?: readonly Cap[];
  now: number;
}

function judge(
  { world, services, rules, caps, now }: Bench,
  facts: FactContext['facts'],
  judged: readonly Service[] = services,
): ReadinessReport {
  const { tree, index, cluster } = world;
  const source = { kind: 'manifest' as const, name: tree.source };
  const knowledge: Knowledge & Pick<FactContext, 'facts'> = {
    services,
    declared: [observed({ value: tree, now, source })],
    facts,
  };
  const clusters = [cluster];
  return evaluate({
    services: judged,
    index,
    clusters,
    rules,
    caps,
    now,
    knowledge,
  });
}

/** What stands for objects of no service. It runs nothing, and nobody needs it. */
function nobody({ tree, cluster }: ManifestWorld): Service {
  const id = `${tree.source.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-rest`;
  return {
    id,
    title: `Objects of ${tree.source} that belong to no service`,
    description: '',
    entityRef: `resource:default/${id}`,
    kind: 'Resource',
    type: 'manifests',
    system: 'delivery',
    owner: 'unknown',
    lifecycle: 'production',
    cluster: cluster.name,
    namespace: 'default',
    workloads: [],
    endpoints: [],
    dependencies: [],
    dependsOn: [],
    links: [],
    explanation: [],
    health: { state: 'unknown', stale: false, summary: '', evidence: [] },
    formerIds: [],
    caveats: [],
  };
}

function judgeStrays(
  bench: Bench,
  verdicts: readonly VerdictLine[],
): VerdictLine[] {
  const judged = new Set(
    verdicts
      .filter(({ verdict }) => verdict !== 'not-applicable')
      .flatMap(({ rule, evidence }) =>
        evidence.flatMap(({ objects }) =>
          objects.map(object => `${rule} ${object}`),
        ),
      ),
  );
  const facts = strayFacts((rule, object) => judged.has(`${rule} ${object}`));
  const rules = bench.rules.filter(({ id }) => STRAY_RULES.has(id));
  if (rules.length === 0) return [];
  const some = { ...bench, rules, caps: [] };
  const report = judge(some, facts, [nobody(bench.world)]);
  const find = findWritten(bench.world.tree);
  // That nothing is wrong with what belongs to nobody is not worth a word.
  return toVerdictLines(report, { find }).filter(
    ({ verdict }) => verdict === 'fail',
  );
}

function nameOf(workload: Service['workloads'][number]): string {
  const { kind, namespace, name } = workload;
  return `${kind} ${namespace}/${name}`;
}

interface TreeOptions {
  tree: DeclaredTree;
  /** Rules in force, proved by `proveRules`. */
  rules: readonly Rule[];
  /** Caps in force, proved by `proveCaps`; the portal's own when absent. */
  caps?: readonly Cap[];
  /** Milliseconds since the epoch. */
  now: number;
  profiles?: readonly Profile[];
}

function judgeVariant(options: TreeOptions): TreeJudgement {
  const { now, caps, profiles = PROFILES } = options;
  const world = manifestWorld(options.tree, now);
  const { tree, index, cluster } = world;
  const services = buildServices({
    objects: index,
    profiles,
    probes: new Map(),
    clusterStates: [cluster],
    now,
  });
  const rules = options.rules.map(asWritten);
  const bench = { world, services, rules, caps, now };
  const report = judge(bench, WRITTEN_FACTS);
  const objects = new Map(
    services.map(({ id, workloads }) => [id, workloads.map(nameOf)]),
  );
  const verdicts = toVerdictLines(report, {
    find: findWritten(tree),
    objectsOf: id => objects.get(id) ?? [],
  });
  return { report, verdicts: [...verdicts, ...judgeStrays(bench, verdicts)] };
}

/** What makes a verdict the same in two variants of a tree: everything but when it was reached. */
function sameness({ rule, entity, verdict, summary, objects }: VerdictLine) {
  return JSON.stringify([rule, entity, verdict, summary, objects]);
}

/**
 * Judges a tree. Pure; never throws, whatever the tree holds. A tree that holds the same platform several times is judged once for each: the
 * report is that of the first, the verdicts are those of all.
 */
export function judgeTree(options: TreeOptions): TreeJudgement {
  const judged = variantsOf(options.tree).map(tree =>
    judgeVariant({ ...options, tree }),
  );
  const [first] = judged;
  const verdicts = new Map<string, VerdictLine>();
  for (const line of judged.flatMap(one => one.verdicts)) {
    const key = sameness(line);
    if (!verdicts.has(key)) verdicts.set(key, line);
  }
  return { report: first.report, verdicts: [...verdicts.values()] };
}
