/**
 * Puts a report together again from what is kept: the scores of services as they were computed then, the verdicts with what
 * people had laid over them, and the settings of the rules. Everything above the services is added up anew, by the same pure
 * function that did it the first time.
 */
import {
  ReadinessReport,
  RemedySchema,
  rollUp,
  ServiceScore,
  ServiceScoreSchema,
  Verdict,
  VerdictEvidenceSchema,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { layOver, readOverlay } from './overlay';
import { LoadedRow } from './rows';
import { SettingsSchema } from './scoresOf';

const ProofSchema = z.object({
  evidence: z.array(VerdictEvidenceSchema),
  remedy: RemedySchema.optional(),
});

type Settings = z.infer<typeof SettingsSchema>;

interface Parts {
  settings: Settings | undefined;
  scores: Map<string, ServiceScore>;
  verdicts: Map<string, Map<string, Verdict>>;
}

function partsOf(report: ReadinessReport | undefined): Parts {
  const services = report?.services ?? [];
  return {
    settings: report && {
      rules: report.rules,
      declaredCaps: report.declaredCaps,
    },
    scores: new Map(
      services.map(({ verdicts: _, ...score }) => [score.serviceId, score]),
    ),
    verdicts: new Map(
      services.map(({ serviceId, verdicts }) => [
        serviceId,
        new Map(verdicts.map(verdict => [verdict.ruleId, verdict])),
      ]),
    ),
  };
}

/** The verdict of a row; without evidence when that was not asked for. */
function readVerdict(row: LoadedRow): Verdict {
  const { outcome, stale, summary, proof } = row;
  if (outcome === null)
    throw new Error(`The verdict ${row.ref} of the timeline is not there.`);
  const { evidence, remedy } = proof
    ? ProofSchema.parse(JSON.parse(proof))
    : { evidence: [], remedy: undefined };
  const said: Verdict = {
    ruleId: row.name,
    outcome,
    stale: stale === 1,
    summary: summary ?? '',
    evidence,
    ...(remedy ? { remedy } : {}),
  };
  return row.body === null ? said : layOver(said, readOverlay(row.body));
}

function begin(parts: Parts, row: LoadedRow): void {
  const { kind, subject, name } = row;
  if (kind === 'settings') {
    parts.settings = SettingsSchema.parse(JSON.parse(row.content ?? '{}'));
  } else if (kind === 'score' && subject === 'service') {
    const score = ServiceScoreSchema.parse(JSON.parse(row.detail ?? '{}'));
    parts.scores.set(name, score);
  } else if (kind === 'verdict') {
    const own = parts.verdicts.get(subject) ?? new Map<string, Verdict>();
    own.set(name, readVerdict(row));
    parts.verdicts.set(subject, own);
  }
}

function end(parts: Parts, { kind, subject, name }: LoadedRow): void {
  if (kind === 'verdict') parts.verdicts.get(subject)?.delete(name);
  if (kind === 'sheet') parts.verdicts.delete(subject);
  if (kind === 'score' && subject === 'service') parts.scores.delete(name);
}

function assemble(
  { settings, scores, verdicts }: Parts,
  head: { judgedAt: string; caveats: readonly string[] },
): ReadinessReport | undefined {
  if (!settings) return undefined;
  const services = [...scores.values()]
    .sort((a, b) => (a.serviceId < b.serviceId ? -1 : 1))
    .map(score => {
      const own = verdicts.get(score.serviceId);
      return {
        ...score,
        verdicts: settings.rules.flatMap(({ id }) => own?.get(id) ?? []),
      };
    });
  return {
    judgedAt: head.judgedAt,
    ...rollUp(services),
    ...settings,
    services,
    caveats: [...head.caveats],
  };
}

/**
 * The report that follows from another one by rows that ended and rows that began since (what sheets list before rows of their own); from no report when the rows are
 * everything that is in force. `undefined` when there is nothing, or when it was written by a version of the portal that kept
 * something else: it is judged anew within minutes.
 */
export function reviseReport(
  before: ReadinessReport | undefined,
  rows: readonly LoadedRow[],
  head: { judgedAt: string; caveats: readonly string[] },
): ReadinessReport | undefined {
  const parts = partsOf(before);
  try {
    for (const row of rows) if (row.until !== null) end(parts, row);
    for (const row of rows) if (row.until === null) begin(parts, row);
    return assemble(parts, head);
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
}
