/**
 * What a metrics store knows, in our words. Prometheus, VictoriaMetrics, vmagent and vmalert tell the same things
 * with small differences; `answers/prometheus.ts` reads all of them into these shapes.
 */
import { z } from 'zod';
import { InstantSchema } from '../model';

/** Labels of a series; its name is the label `__name__`. */
export const LabelSetSchema = z.record(z.string(), z.string());
/** Labels of a series. */
export type LabelSet = z.infer<typeof LabelSetSchema>;

/** Version of a server. */
export const BuildSchema = z.object({ version: z.string() });
/** Version of a server. */
export type Build = z.infer<typeof BuildSchema>;

/**
 * The series of a store, as far as it was read. A store can hold more than is polite to ask for: then `complete`
 * is false, and a selector that matches nothing here may still match something there.
 */
export const SeriesViewSchema = z.object({
  complete: z.boolean(),
  series: z.array(LabelSetSchema),
  /** Every metric name of the store, when they were read; a name that is not among them has no series. */
  names: z.array(z.string()).optional(),
  /**
   * Selectors (as `textOfSelector` writes them) that were asked for by themselves: whether they match is known, even when
   * the rest is not.
   */
  asked: z.array(z.string()).optional(),
  /** How many series the store says it has. */
  total: z.number().int().optional(),
});
/** The series of a store, as far as it was read. */
export type SeriesView = z.infer<typeof SeriesViewSchema>;

/** A place that is scraped. */
export const ScrapeTargetSchema = z.object({
  job: z.string(),
  instance: z.string(),
  url: z.string(),
  health: z.enum(['up', 'down', 'unknown']),
  /** Why the last scrape failed; absent when it did not. */
  lastError: z.string().optional(),
  lastScrape: InstantSchema.optional(),
  labels: LabelSetSchema,
});
/** A place that is scraped. */
export type ScrapeTarget = z.infer<typeof ScrapeTargetSchema>;

/** What a scraper scrapes. */
export const TargetsViewSchema = z.object({
  active: z.array(ScrapeTargetSchema),
  /** Targets that were found and not taken. */
  dropped: z.number().int(),
});
/** What a scraper scrapes. */
export type TargetsView = z.infer<typeof TargetsViewSchema>;

/** A rule as its evaluator has loaded it. */
export const LoadedRuleSchema = z.object({
  group: z.string(),
  file: z.string().optional(),
  name: z.string(),
  type: z.enum(['alerting', 'recording']),
  expression: z.string(),
  health: z.enum(['ok', 'error', 'unknown']),
  lastError: z.string().optional(),
  lastEvaluation: InstantSchema.optional(),
  /** Alerting rules only. */
  state: z.enum(['firing', 'pending', 'inactive', 'unknown']).optional(),
  /** Seconds that the condition must hold before it fires. */
  forSeconds: z.number().optional(),
  labels: LabelSetSchema,
  annotations: LabelSetSchema,
});
/** A rule as its evaluator has loaded it. */
export type LoadedRule = z.infer<typeof LoadedRuleSchema>;

/** An alert that a rule raised, or that Alertmanager holds. */
export const RaisedAlertSchema = z.object({
  name: z.string(),
  state: z.enum(['firing', 'pending', 'suppressed', 'unknown']),
  labels: LabelSetSchema,
  annotations: LabelSetSchema,
  since: InstantSchema.optional(),
  /** Value of the expression, as told. */
  value: z.string().optional(),
  /** Ids of the silences that suppress it (Alertmanager). */
  silencedBy: z.array(z.string()).optional(),
  /** Who is told (Alertmanager). */
  receivers: z.array(z.string()).optional(),
});
/** An alert that a rule raised, or that Alertmanager holds. */
export type RaisedAlert = z.infer<typeof RaisedAlertSchema>;

/** A value of a series at one moment. */
export interface Sample {
  labels: LabelSet;
  value: number;
  /** ISO 8601 UTC. */
  at: string;
}

/** How full a volume is, as kubelets measure it. */
export const VolumeUseSchema = z.object({
  namespace: z.string(),
  /** Name of the claim. */
  claim: z.string(),
  /** 0 to 1, in whole hundredths: what moves less is no news. */
  used: z.number().min(0).max(1),
  /** Hours until it is full at the pace of the last hours; absent when it does not fill, or nobody can tell. */
  fullInHours: z.number().min(0).optional(),
});
/** How full a volume is. */
export type VolumeUse = z.infer<typeof VolumeUseSchema>;

/** A silence of Alertmanager. */
export const SilenceSchema = z.object({
  id: z.string(),
  state: z.enum(['active', 'pending', 'expired']),
  matchers: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      isRegex: z.boolean(),
      isEqual: z.boolean(),
    }),
  ),
  startsAt: InstantSchema.optional(),
  endsAt: InstantSchema.optional(),
  createdBy: z.string(),
  comment: z.string(),
});
/** A silence of Alertmanager. */
export type Silence = z.infer<typeof SilenceSchema>;

/** How an Alertmanager is. Its configuration is never kept: receivers' addresses are credentials. */
export const AlertmanagerStatusSchema = z.object({
  version: z.string(),
  cluster: z.enum(['ready', 'settling', 'disabled', 'unknown']),
  peers: z.number().int(),
  upSince: InstantSchema.optional(),
});
/** How an Alertmanager is. */
export type AlertmanagerStatus = z.infer<typeof AlertmanagerStatusSchema>;

/** The streams of Loki. */
export const LogStreamsSchema = z.object({
  complete: z.boolean(),
  streams: z.array(LabelSetSchema),
});
/** The streams of Loki. */
export type LogStreams = z.infer<typeof LogStreamsSchema>;

/** The newest line that was found in a stretch of time, without its text: log lines hold anything. */
export const NewestLogSchema = z.object({
  /** Absent when no stream had a line in that time. */
  at: InstantSchema.optional(),
  labels: LabelSetSchema.optional(),
  /** Where the search began, ISO 8601 UTC. */
  from: InstantSchema,
});
/** The newest line that was found in a stretch of time. */
export type NewestLog = z.infer<typeof NewestLogSchema>;
