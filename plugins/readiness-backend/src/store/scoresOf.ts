import {
  ReadinessReport,
  ReadinessReportSchema,
  Score,
  ScoreEntry,
  ScoreEntrySchema,
  ScoreScope,
  ServiceReport,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { TimelineRow } from './rows';

/** A score with what it is of. */
interface ScopedScore {
  scope: ScoreScope;
  id: string;
  title: string;
  score: Score & Partial<Pick<ServiceReport, 'level'>>;
}

/** Id of the one score of the scope `platform`. */
export const PLATFORM_ID = 'platform';

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** Every score of a report. */
export function scoresOf(report: ReadinessReport): ScopedScore[] {
  const { services, systems, groups, domains } = report;
  return [
    { scope: 'platform', id: PLATFORM_ID, title: 'Platform', score: report },
    ...domains.map(score => ({
      scope: 'domain' as const,
      id: score.domain,
      title: nameIn(score.domain),
      score,
    })),
    ...systems.map(score => ({
      scope: 'system' as const,
      id: score.system,
      title: score.system,
      score,
    })),
    ...groups.map(score => ({
      scope: 'group' as const,
      id: score.owner,
      title: nameIn(score.owner),
      score,
    })),
    ...services.map(score => ({
      scope: 'service' as const,
      id: score.serviceId,
      title: score.title,
      score,
    })),
  ];
}

/** What everybody asks of a score. */
const BodySchema = ScoreEntrySchema.omit({
  scope: true,
  id: true,
  since: true,
});

function detailOf({ scope, score }: ScopedScore): object {
  if (scope !== 'service') return { categories: score.categories };
  const { verdicts: _, ...rest } = score as ServiceReport;
  return rest;
}

/** The row of the timeline of a score. */
export function scoreRow(scoped: ScopedScore, since: string): TimelineRow {
  const { scope, id, title, score } = scoped;
  const { points, plain, level } = score;
  const body: z.infer<typeof BodySchema> = { title, points, plain };
  return {
    kind: 'score',
    subject: scope,
    name: id,
    since,
    until: null,
    ref: null,
    body: JSON.stringify(level ? { ...body, level } : body),
    detail: JSON.stringify(detailOf(scoped)),
  };
}

/** The score of a row; `undefined` when it is of another version of the portal. */
export function readScore(
  row: Pick<TimelineRow, 'subject' | 'name' | 'since' | 'body'>,
): ScoreEntry | undefined {
  const parsed = ScoreEntrySchema.safeParse({
    ...JSON.parse(row.body ?? '{}'),
    scope: row.subject,
    id: row.name,
    since: row.since,
  });
  return parsed.success ? parsed.data : undefined;
}

/** What is stored of the settings of rules. */
export const SettingsSchema = ReadinessReportSchema.pick({
  rules: true,
  declaredCaps: true,
});
