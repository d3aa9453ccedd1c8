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

/** `GET /form-options`: what the platform really has, for a form about one data source. */
export function getFormOptions(context: Context) {
  return async (
    { query }: { query: { source: string; namespace?: string } },
    { credentials }: HandlerContext,
  ): Promise<FormOptions> => {
    const [platform, lake] = await Promise.all([
      readPlatform(context, credentials),
      context.lake.list(),
    ]);
    const source = mustFindSource(platform, query.source);
    const { declared, name, title } = source;
    const schedules = platform.pipelines.flatMap(one => one.schedule ?? []);
    const byMinute = countByMinute(schedules);
    const perDay = declared && quotaPerDay(declared);
    const secret = declared?.authentication.secretName;
    const namespace = query.namespace ?? DEFAULT_NAMESPACE;
    const variable = declared?.authentication.environmentVariable;
    return {
      source: { name, title },
      series: listSeries(source, platform),
      tables: mergeTables({
        lake,
        catalog: platform.tables,
        pipelines: platform.pipelines,
      }),
      lake: lake.state,
      schedules: {
        byMinute,
        suggestedMinute: suggestMinute({ byMinute, name }),
        known: schedules.length,
      },
      quota: {
        ...(perDay ? { perDay } : {}),
        planned: plannedCalls(platform, name),
        source: declared?.quota[0]?.source ?? 'The publisher names no limit.',
      },
      secrets: secret
        ? [
            findSecret({
              name: secret,
              variable,
              namespace,
              names: context.names(),
            }),
          ]
        : [],
      pipelines: platform.pipelines.filter(one => one.source === name),
      calendar: declared?.calendar.description,
      timezone: declared?.calendar.timezone ?? 'UTC',
      caveats: source.problem
        ? [...platform.caveats, source.problem]
        : platform.caveats,
    };
  };
}
