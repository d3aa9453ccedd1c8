/** The answers of Loki's HTTP API. Source: grafana.com/docs/loki/latest/reference/loki-http-api. */
import { z } from 'zod';
import { LabelSetSchema } from '../metrics';
import { wireList } from './wire';

/** `GET /loki/api/v1/status/buildinfo`: no envelope here. */
export const LokiBuildAnswer = z
  .object({ version: z.string() })
  .transform(({ version }) => ({ version }));

function success<S extends z.ZodType>(data: S) {
  return z.object({ status: z.literal('success'), data });
}

/** `GET /loki/api/v1/labels`; `data` is missing when there is none. */
export const LokiLabelsAnswer = success(wireList(z.string())).transform(
  ({ data }) => data,
);

/** `GET /loki/api/v1/series`. */
export const LokiSeriesAnswer = success(wireList(LabelSetSchema)).transform(
  ({ data }) => data,
);

const WireStream = z.object({
  stream: LabelSetSchema,
  /** Nanoseconds since the epoch as text, the line, and in newer versions structured metadata. */
  values: z.array(z.array(z.unknown()).min(2)),
});

/** `GET /loki/api/v1/query_range` of a log query: per stream, the times of its lines. The lines are not kept. */
export const LokiRangeAnswer = success(
  z.object({ resultType: z.literal('streams'), result: z.array(WireStream) }),
).transform(({ data }) =>
  data.result.map(({ stream, values }) => ({
    labels: stream,
    times: values
      .map(([nanoseconds]) => Number(String(nanoseconds).slice(0, -6)))
      .filter(time => Number.isFinite(time) && time > 0),
  })),
);
