import {
  countByMinute,
  findSecret,
  FormOptions,
  mergeTables,
  quotaPerDay,
  SeriesOption,
  suggestMinute,
} from '@254carbon/backstage-plugin-platform-common';
import { HandlerContext } from '@254carbon/backstage-plugin-platform-node';
import { Context } from '../context';
import { plannedCalls } from '../preview/plannedCalls';
import {
  mustFindSource,
  NamedSource,
  PlatformKnowledge,
  readPlatform,
} from '../preview/readPlatform';

const DEFAULT_NAMESPACE = 'data-platform';

function listSeries(
  { name, declared }: NamedSource,
  { pipelines }: PlatformKnowledge,
): SeriesOption[] {
  return (declared?.series ?? []).map(one => ({
    ...one,
    ingestedBy: pipelines
      .filter(
        ({ source, series, lifecycle }) =>
          source === name &&
          lifecycle !== 'deprecated' &&
          series.includes(one.id),
      )
      .map(({ entityRef }) => entityRef),
  }));
}

/** The source that a form is about: one that the catalog has, or nothing with the reason. */
function findNamed(
  platform: PlatformKnowledge,
  name: string | undefined,
): { source?: NamedSource; caveats: string[] } {
  if (name === undefined) return { caveats: platform.caveats };
  const isThere = platform.sources.some(
    ({ metadata }) => metadata.name === name,
  );
  if (!isThere) {
    const absent = `The catalog has no data source "${name}" yet; what it publishes and allows is not known.`;
    return { caveats: [...platform.caveats, absent] };
  }
  const source = mustFindSource(platform, name);
  const { problem } = source;
  return {
    source,
    caveats: problem ? [...platform.caveats, problem] : platform.caveats,
  };
}

/** What a source has of its own: series, quota, secret, calendar. */
function describeSource(
  context: Context,
  platform: PlatformKnowledge,
  { source, namespace }: { source: NamedSource; namespace: string },
): Pick<FormOptions, 'source' | 'series' | 'quota' | 'secrets' | 'calendar'> {
  const { declared, name, title } = source;
  const perDay = declared && quotaPerDay(declared);
  const secret = declared?.authentication.secretName;
  const variable = declared?.authentication.environmentVariable;
  const names = context.names();
  return {
    source: { name, title },
    series: listSeries(source, platform),
    quota: {
      ...(perDay ? { perDay } : {}),
      planned: plannedCalls(platform, name),
      source: declared?.quota[0]?.source ?? 'The publisher names no limit.',
    },
    secrets: secret
      ? [findSecret({ name: secret, variable, namespace, names })]
      : [],
    calendar: declared?.calendar.description,
  };
}

/** `GET /form-options`: what the platform really has; for a form about a data source that the catalog knows, also what that one has. */
export function getFormOptions(context: Context) {
  return async (
    { query }: { query: { source?: string; namespace?: string } },
    { credentials }: HandlerContext,
  ): Promise<FormOptions> => {
    const [platform, lake] = await Promise.all([
      readPlatform(context, credentials),
      context.lake.list(),
    ]);
    const { source, caveats } = findNamed(platform, query.source);
    const schedules = platform.pipelines.flatMap(one => one.schedule ?? []);
    const byMinute = countByMinute(schedules);
    const { namespace = DEFAULT_NAMESPACE } = query;
    return {
      series: [],
      secrets: [],
      ...(source && describeSource(context, platform, { source, namespace })),
      tables: mergeTables({
        lake,
        catalog: platform.tables,
        pipelines: platform.pipelines,
      }),
      lake: lake.state,
      schedules: {
        byMinute,
        suggestedMinute: suggestMinute({ byMinute, name: query.source ?? '' }),
        known: schedules.length,
      },
      pipelines: platform.pipelines,
      timezone: source?.declared?.calendar.timezone ?? 'UTC',
      caveats,
    };
  };
}
