/**
 * Reads Loki. It wants at least one matcher that is not empty, so its streams are asked for label by label. Lines are
 * never kept: only that there is one, and when.
 */
import {
  AnswerError,
  ApiAnswer,
  checkAnswer,
  LogStreams,
  LokiBuildAnswer,
  LokiLabelsAnswer,
  LokiRangeAnswer,
  LokiSeriesAnswer,
  NewestLog,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker } from '../createAsker';
import { ReadParts } from '../types';

const LABELS = '/loki/api/v1/labels';
const SERIES = '/loki/api/v1/series';
const RANGE = '/loki/api/v1/query_range';
const BUILD = '/loki/api/v1/status/buildinfo';

const LOOK_BACK_MS = 3_600_000;
/** Somebody writes a line within this time, or logs do not arrive. */
const NEWEST_MS = 15 * 60_000;
const MOST_LABELS = 20;
const MOST_STREAMS = 20_000;

/** Labels that nearly every stream has, best first. */
const COMMON = ['namespace', 'job', 'app', 'service_name', 'container'];

function nanoseconds(time: number): string {
  return `${Math.floor(time)}000000`;
}

function span(from: number, to: number): string {
  return `start=${nanoseconds(from)}&end=${nanoseconds(to)}`;
}

function anything(label: string): string {
  return encodeURIComponent(`{${label}=~".+"}`);
}

function readReady(answer: ApiAnswer, what: string): { ready: boolean } {
  checkAnswer(answer, what, [200, 503]);
  if (answer.status === 200 && !/^ready\b/i.test(answer.body)) {
    throw new AnswerError(
      `${what} answers in an unknown shape; check kind and version of the system in platform.telemetry.`,
      { failure: 'no-answer', status: answer.status },
    );
  }
  return { ready: answer.status === 200 };
}

async function readStreams(
  asker: Asker,
  now: number,
  labels: readonly string[],
): Promise<LogStreams> {
  const asked = labels.slice(0, MOST_LABELS);
  if (asked.length === 0) return { complete: true, streams: [] };
  const matches = asked.map(label => `match[]=${anything(label)}`).join('&');
  const streams = await asker.json(
    `${SERIES}?${matches}&${span(now - LOOK_BACK_MS, now)}`,
    LokiSeriesAnswer,
    { timeoutMs: 20_000, maxBytes: 16 * 1_048_576 },
  );
  return {
    complete: asked.length === labels.length && streams.length <= MOST_STREAMS,
    streams: streams.slice(0, MOST_STREAMS),
  };
}

async function readNewest(
  asker: Asker,
  now: number,
  labels: readonly string[],
): Promise<NewestLog> {
  const from = new Date(now - NEWEST_MS).toISOString();
  const label = COMMON.find(name => labels.includes(name)) ?? labels[0];
  if (!label) return { from };
  const found = await asker.json(
    `${RANGE}?query=${anything(label)}&${span(
      now - NEWEST_MS,
      now,
    )}&limit=1&direction=backward`,
    LokiRangeAnswer,
  );
  const lines = found.flatMap(({ labels: own, times }) =>
    times.map(time => ({ own, time })),
  );
  lines.sort((one, other) => other.time - one.time);
  if (lines.length === 0) return { from };
  return {
    from,
    at: new Date(lines[0].time).toISOString(),
    labels: lines[0].own,
  };
}

/** Reads a Loki. */
export async function readLoki(
  asker: Asker,
  now: number,
): Promise<ReadParts<'loki'>> {
  const askLabels = () =>
    asker.json(`${LABELS}?${span(now - LOOK_BACK_MS, now)}`, LokiLabelsAnswer);
  const labels = await asker.part(LABELS, askLabels);
  const needLabels = async () => (labels.ok ? labels.value : askLabels());
  return {
    ready: await asker.part('/ready', () => asker.ask('/ready', readReady)),
    build: await asker.part(BUILD, () => asker.json(BUILD, LokiBuildAnswer)),
    labels,
    streams: await asker.part(SERIES, async () =>
      readStreams(asker, now, await needLabels()),
    ),
    newest: await asker.part(RANGE, async () =>
      readNewest(asker, now, await needLabels()),
    ),
  };
}
