/**
 * Reads Prometheus, VictoriaMetrics, vmagent and vmalert. All speak Prometheus' HTTP API; the single-node
 * VictoriaMetrics answers `rules` and `alerts` with nothing when no vmalert stands behind it, which is what it says and
 * not what there is to say.
 */
import {
  AlertsAnswer,
  BuildAnswer,
  Figure,
  FIGURE_QUESTIONS,
  FigureQuestion,
  LabelValuesAnswer,
  QueryAnswer,
  RulesAnswer,
  SeriesAnswer,
  SeriesCountAnswer,
  SeriesView,
  TargetsAnswer,
  VolumeUse,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker, AskError } from '../createAsker';
import { ReadParts } from '../types';
import { readSelectors } from './readSelectors';

/** A series counts as present when it had a sample within this time. */
const LOOK_BACK_S = 3_600;
/** More series are not asked for; names of metrics and single selectors must do then. */
const MOST_SERIES = 10_000;
const SERIES_LIMITS = { timeoutMs: 20_000, maxBytes: 16 * 1_048_576 };

const TARGETS = '/api/v1/targets?state=active';
const RULES = '/api/v1/rules';
const ALERTS = '/api/v1/alerts';
const NAMES = '/api/v1/label/__name__/values';

/** Whatever went wrong is no reason to do without the rest. */
async function attempt<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AskError) return undefined;
    throw error;
  }
}

async function readSeries(
  asker: Asker,
  now: number,
  wanted: readonly string[],
): Promise<SeriesView> {
  const end = Math.floor(now / 1000);
  const span = `start=${end - LOOK_BACK_S}&end=${end}`;
  const names = await asker.json(`${NAMES}?${span}`, LabelValuesAnswer);
  const total = await attempt(
    asker.json('/api/v1/status/tsdb', SeriesCountAnswer),
  );
  const known = { names, ...(total === undefined ? {} : { total }) };
  const match = encodeURIComponent('{__name__!=""}');
  const all =
    total === undefined || total <= MOST_SERIES
      ? await attempt(
          asker.json(
            `/api/v1/series?match[]=${match}&${span}&limit=${MOST_SERIES + 1}`,
            SeriesAnswer,
            SERIES_LIMITS,
          ),
        )
      : undefined;
  if (all && all.length <= MOST_SERIES) {
    return { ...known, complete: true, series: all };
  }
  const selected = await readSelectors(asker, wanted, span);
  return { ...known, ...selected, complete: false };
}

const USED =
  'kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes';

/** How full volumes are; a store without such series knows of none. */
async function readVolumes(asker: Asker): Promise<VolumeUse[]> {
  const samples = await asker.json(
    `/api/v1/query?query=${encodeURIComponent(USED)}`,
    QueryAnswer,
  );
  return samples.flatMap(({ labels, value }) => {
    const { namespace, persistentvolumeclaim: claim } = labels;
    if (!namespace || !claim || !Number.isFinite(value)) return [];
    const used = Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
    return [{ namespace, claim, used }];
  });
}

/** Digits of a figure that say something. */
const DIGITS = 3;

async function askFigure(
  asker: Asker,
  { id, query, by }: FigureQuestion,
): Promise<Figure[]> {
  const samples = await asker.json(
    `/api/v1/query?query=${encodeURIComponent(query)}`,
    QueryAnswer,
  );
  const figures = new Map<string, Figure>();
  for (const { labels, value } of samples) {
    const of = by === undefined ? undefined : labels[by];
    if (!Number.isFinite(value) || (by !== undefined && !of)) continue;
    // What moves less is no news, and everything that rests on news is looked at again.
    const rounded = Number(value.toPrecision(DIGITS));
    const before = figures.get(of ?? '')?.value ?? rounded;
    figures.set(of ?? '', {
      id,
      ...(of ? { of } : {}),
      value: Math.max(before, rounded),
    });
  }
  return [...figures.values()];
}

/**
 * What the store tells of the questions that every store is asked. The first is one that each can answer, so that who does not answer it is not
 * waited for again; another one that is refused takes no other with it.
 */
async function readFigures(asker: Asker): Promise<Figure[]> {
  const [first, ...others] = FIGURE_QUESTIONS;
  const figures = await askFigure(asker, first);
  for (const question of others)
    figures.push(...((await attempt(askFigure(asker, question))) ?? []));
  return figures;
}

/** Reads a Prometheus or a single-node VictoriaMetrics. */
export async function readMetrics(
  asker: Asker,
  now: number,
  wanted: readonly string[],
): Promise<ReadParts<'prometheus'>> {
  return {
    build: await asker.part('/api/v1/status/buildinfo', () =>
      asker.json('/api/v1/status/buildinfo', BuildAnswer),
    ),
    series: await asker.part('/api/v1/series', () =>
      readSeries(asker, now, wanted),
    ),
    volumes: await asker.part('/api/v1/query', () => readVolumes(asker)),
    figures: await asker.part('/api/v1/query', () => readFigures(asker)),
    ...(await readAgent(asker)),
    ...(await readRules(asker)),
  };
}

/** Reads what a vmagent scrapes. */
export async function readAgent(asker: Asker): Promise<ReadParts<'vmagent'>> {
  return {
    targets: await asker.part(TARGETS, () =>
      asker.json(TARGETS, TargetsAnswer),
    ),
  };
}

/** Reads the rules of a vmalert. */
export async function readRules(asker: Asker): Promise<ReadParts<'vmalert'>> {
  return {
    rules: await asker.part(RULES, () => asker.json(RULES, RulesAnswer)),
    alerts: await asker.part(ALERTS, () => asker.json(ALERTS, AlertsAnswer)),
  };
}
