/**
 * A verdict by itself: what the rule said of whom, on which objects, where those are written, and what to do. One shape for the judgement of a
 * folder, for the export of the portal, and for whoever reads either.
 */
import { z } from 'zod';
import {
  OutcomeSchema,
  readObjectName,
  RemedySchema,
  RuleCategorySchema,
  RuleLevelSchema,
  Verdict,
  VerdictEvidence,
  VerdictEvidenceSchema,
  VerdictExemptionSchema,
  VerdictManualSchema,
} from '../../rules';
import { ReadinessReport, RuleInfo, ServiceReport } from '../report';

/** An object that a verdict is about. */
export const VerdictObjectSchema = z.object({
  /** Kind of a Kubernetes object, or of what else evidence names: `alert`, `dashboard`. */
  kind: z.string(),
  /** Absent for what stands in no namespace. */
  namespace: z.string().optional(),
  name: z.string(),
  /** Path in its source; absent when no manifest is known to declare it. */
  file: z.string().optional(),
  /** Counted from 1. */
  line: z.number().int().min(1).optional(),
});
/** An object that a verdict is about. */
export type VerdictObject = z.infer<typeof VerdictObjectSchema>;

/** A verdict by itself. */
export const VerdictLineSchema = z.object({
  /** Id of the rule. */
  rule: z.string(),
  /** What holds when the rule passes. */
  title: z.string(),
  category: RuleCategorySchema,
  level: RuleLevelSchema,
  weight: z.number().int(),
  verdict: OutcomeSchema,
  /** It rests on what cannot be read at present, and counts like `unknown`. */
  stale: z.boolean(),
  /** Entity ref of the service. */
  entity: z.string(),
  /** One sentence. */
  summary: z.string(),
  objects: z.array(VerdictObjectSchema),
  evidence: z.array(VerdictEvidenceSchema.omit({ places: true })),
  remedy: RemedySchema.optional(),
  exemption: VerdictExemptionSchema.optional(),
  manual: VerdictManualSchema.optional(),
});
/** A verdict by itself. */
export type VerdictLine = z.infer<typeof VerdictLineSchema>;

/** Where an object is written. */
export interface WrittenPlace {
  file: string;
  line: number;
}

/** Where the object of this name is written, if that is known: `Deployment data/trino`, `alert TrinoDown`. */
export type FindPlace = (name: string) => WrittenPlace | undefined;

/** Kind and name of whatever evidence names: `alert TrinoDown`, `Application web (apps/web.yaml:3)`. */
function nameParts(
  text: string,
): Pick<VerdictObject, 'kind' | 'namespace' | 'name'> {
  const bare = text.replace(/ \([^()]*\)$/, '');
  const object = readObjectName(bare);
  if (object) return object;
  const space = bare.indexOf(' ');
  return space > 0
    ? { kind: bare.slice(0, space), name: bare.slice(space + 1) }
    : { kind: 'thing', name: bare };
}

function placesIn(evidence: readonly VerdictEvidence[]): FindPlace {
  const found = new Map<string, WrittenPlace>();
  for (const { places = [] } of evidence)
    for (const { object, file, line } of places)
      found.set(object, { file, line });
  return name => found.get(name);
}

function objectsOf(
  { evidence }: Verdict,
  fallback: readonly string[],
  find: FindPlace,
): VerdictObject[] {
  const own = placesIn(evidence);
  const placeOf = (name: string) => own(name) ?? find(name);
  const named = [...new Set(evidence.flatMap(({ objects }) => objects))];
  // What is written nowhere (a namespace, a document) is mended where the service is.
  const all = named.some(placeOf)
    ? named
    : [...new Set([...named, ...fallback])];
  return all.map(name => ({ ...nameParts(name), ...(placeOf(name) ?? {}) }));
}

/** One verdict of a service as a line. `fallback` names what it is about when its evidence names nothing that is written. */
export function toVerdictLine(options: {
  service: Pick<ServiceReport, 'entityRef'>;
  rule: RuleInfo;
  verdict: Verdict;
  fallback?: readonly string[];
  find?: FindPlace;
}): VerdictLine {
  const { service, rule, verdict } = options;
  const { fallback = [], find = () => undefined } = options;
  const { outcome, stale, summary, evidence, remedy } = verdict;
  const { exemption, manual } = verdict;
  const isOpen = outcome === 'fail' || outcome === 'unknown';
  const cure = remedy ?? (isOpen ? rule.remedy : undefined);
  return {
    rule: rule.id,
    title: rule.title,
    category: rule.category,
    level: rule.level,
    weight: rule.weight,
    verdict: outcome,
    stale,
    entity: service.entityRef,
    summary,
    objects: objectsOf(verdict, fallback, find),
    evidence: evidence.map(({ places: _, ...item }) => item),
    ...(cure ? { remedy: cure } : {}),
    ...(exemption ? { exemption } : {}),
    ...(manual ? { manual } : {}),
  };
}

/** Every verdict of a report, service by service, in the order of the rules. */
export function toVerdictLines(
  report: Pick<ReadinessReport, 'rules' | 'services'>,
  where: {
    find?: FindPlace;
    /** Names of what a service runs, by its id. */
    objectsOf?: (serviceId: string) => readonly string[];
  } = {},
): VerdictLine[] {
  const rules = new Map(report.rules.map(rule => [rule.id, rule]));
  return report.services.flatMap(service =>
    service.verdicts.flatMap(verdict => {
      const rule = rules.get(verdict.ruleId);
      if (!rule) return [];
      const fallback = where.objectsOf?.(service.serviceId) ?? [];
      const { find } = where;
      return [toVerdictLine({ service, rule, verdict, fallback, find })];
    }),
  );
}
