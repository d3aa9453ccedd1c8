/**
 * What is declared about an external data source: `spec.dataSource` of a `Resource` with `spec.type: data-source`. Everything here is a
 * claim of ours or of the publisher with its source, never a measurement; what is measured is kept elsewhere and shown beside it.
 */
import { z } from 'zod';

const words = (max: number) => z.string().trim().min(1).max(max);
const address = z.url({
  protocol: /^https?$/,
  error: 'write a whole web address, `https://api.example.org`',
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** How a request proves who it comes from. */
export const AUTHENTICATION_KINDS = [
  'query-key',
  'header-key',
  'bearer',
  'none',
] as const;
/** The span that a limit counts for. */
export const QUOTA_SPANS = ['second', 'minute', 'hour', 'day'] as const;
/** Whether data may be passed on. `unknown`: nobody has read the terms, so ask first. */
export const REDISTRIBUTION = [
  'allowed',
  'with-attribution',
  'restricted',
  'unknown',
] as const;
/** How often a series gets a new value. */
export const FREQUENCIES = [
  'realtime',
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'annual',
] as const;

const AuthenticationSchema = z
  .strictObject({
    kind: z.enum(AUTHENTICATION_KINDS),
    /** Name of the query parameter or header. */
    parameter: words(80).optional(),
    /** Under which a connector expects the key. */
    environmentVariable: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'write it in capitals, `EIA_API_KEY`')
      .optional(),
    /** Kubernetes Secret that holds the key, by name only. */
    secretName: z
      .string()
      .regex(
        /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
        'write the name of a Kubernetes Secret',
      )
      .optional(),
  })
  .refine(value => value.kind === 'none' || value.parameter !== undefined, {
    path: ['parameter'],
    error: 'name the query parameter or header that carries the key',
  });

const QuotaSchema = z.strictObject({
  limit: z.number().int().positive(),
  per: z.enum(QUOTA_SPANS),
  /** The plan it holds for, when there are several. */
  plan: words(40).optional(),
  /** Where the figure is from: an address or a sentence. */
  source: words(240),
});

const SeriesSchema = z.strictObject({
  /** Id by which the publisher knows it. */
  id: words(120),
  title: words(160),
  unit: words(60),
  frequency: z.enum(FREQUENCIES),
});

const CalendarSchema = z.strictObject({
  description: words(400),
  /** Five-field cron expressions in `timezone`; empty when the publisher promises no time. */
  publishTimes: z.array(
    z
      .string()
      .regex(
        /^(?:[\d*/,-]+\s+){4}[\d*/,-]+$/,
        'write a cron expression of five fields, `30 10 * * 3`',
      ),
  ),
  timezone: z
    .string()
    .refine(isTimeZone, 'write a name such as `America/New_York` or `UTC`'),
});

/** The declaration of a data source. Unknown keys are refused, since a mistyped one would be silently ignored. */
export const DataSourceSchema = z.strictObject({
  baseUrl: address,
  docsUrl: address,
  authentication: AuthenticationSchema,
  /** Empty: the publisher names no limit. Not the same as none. */
  quota: z.array(QuotaSchema),
  licence: z.strictObject({
    name: words(160),
    redistribution: z.enum(REDISTRIBUTION),
    url: address,
  }),
  calendar: CalendarSchema,
  series: z.array(SeriesSchema).min(1, 'name at least one series'),
  /** Whether a reply with status 200 can be an error. */
  errorsInHttp200: z.boolean(),
  caveats: z.array(words(300)).default([]),
});

/** The declaration of a data source. */
export type DataSource = z.infer<typeof DataSourceSchema>;
/** A limit of a data source. */
export type DataSourceQuota = DataSource['quota'][number];
/** A series of a data source. */
export type DataSourceSeries = DataSource['series'][number];
