/** What the platform's own APIs (metrics, alerts, logs, dashboards, workflows) say, part by part. */
import { z } from 'zod';
import { InstantSchema, SourceSchema } from '../model';

/** One thing that is read from a system: its alerts, its targets, its projects. */
export const TelemetryPartSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  source: SourceSchema,
  /** When it was last read well; absent when it never was. */
  observedAt: InstantSchema.optional(),
  /** How many things it holds, when it is a list. */
  count: z.number().int().optional(),
  /** Why it cannot be read, with the cure. */
  reason: z.string().optional(),
  since: InstantSchema.optional(),
});
/** One thing that is read from a system. */
export type TelemetryPart = z.infer<typeof TelemetryPartSchema>;

/** One system whose API is read. */
export const TelemetrySystemSchema = z.object({
  id: z.string(),
  /** `prometheus`, `alertmanager`, `loki`, `grafana`, `dolphinscheduler`, ... */
  type: z.string(),
  cluster: z.string().optional(),
  serviceId: z.string().optional(),
  /** What is asked: `grafana.monitoring:3000` or an address. */
  address: z.string(),
  parts: z.array(TelemetryPartSchema),
});
/** One system whose API is read. */
export type TelemetrySystem = z.infer<typeof TelemetrySystemSchema>;

/** Every system whose API is read. */
export const TelemetryListSchema = z.object({
  systems: z.array(TelemetrySystemSchema),
  caveats: z.array(z.string()),
  generatedAt: InstantSchema,
});
/** Every system whose API is read. */
export type TelemetryList = z.infer<typeof TelemetryListSchema>;
