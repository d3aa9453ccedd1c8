/** What a form for a pipeline says, as far as every such form says the same. */
import type { Entity } from '@backstage/catalog-model';
import { PIPELINE_ANNOTATIONS, splitList } from './pipelines';

/** The values of a form that the portal understands; a form need not have any of them. */
export interface PipelineForm {
  readonly name?: string;
  readonly owner?: string;
  readonly namespace?: string;
  readonly schedule?: string;
  readonly timezone: string;
  readonly series: readonly string[];
  /** The field that names the series. */
  readonly seriesField?: string;
  /** `namespace.name`. */
  readonly table?: string;
  readonly source?: string;
  readonly lifecycle?: string;
}

type Values = Readonly<Record<string, unknown>>;

/** Fields that name what is read, in the words of the publishers. */
const SERIES_FIELDS = ['series', 'symbols', 'symbol', 'tickers', 'ticker'];

function textAt(values: Values, key: string): string | undefined {
  const value = values[key];
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim()
    : undefined;
}

function listAt(values: Values, key: string): string[] {
  const value = values[key];
  if (typeof value === 'string') return splitList(value);
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string' && item !== '')
    : [];
}

function tableOf(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { namespace, name } = value as Values;
  return typeof namespace === 'string' && typeof name === 'string'
    ? `${namespace}.${name}`
    : undefined;
}

/** Reads a form. Values of other shapes than expected are as if they were not there; the template's schema judges them. */
export function readForm(values: Values): PipelineForm {
  const seriesField = SERIES_FIELDS.find(key => key in values);
  return {
    name: textAt(values, 'name'),
    owner: textAt(values, 'owner'),
    namespace: textAt(values, 'namespace'),
    schedule: textAt(values, 'schedule'),
    timezone: textAt(values, 'timezone') ?? 'UTC',
    series: seriesField ? listAt(values, seriesField) : [],
    seriesField,
    table: tableOf(values.table),
    source: textAt(values, 'source'),
    lifecycle: textAt(values, 'lifecycle'),
  };
}

/**
 * The data source that a template is about: what it says itself, then what the form says, then the name of a source that the
 * template's own name begins with (`eia-connector`).
 *
 * @param options.sources - Names of the data sources that there are.
 */
export function findSource(options: {
  template: Pick<Entity, 'metadata'>;
  form: PipelineForm;
  sources: readonly string[];
}): string | undefined {
  const { template, form, sources } = options;
  const said = template.metadata.annotations?.[PIPELINE_ANNOTATIONS.source];
  const { name } = template.metadata;
  return (
    said ??
    form.source ??
    sources.find(source => name === source || name.startsWith(`${source}-`))
  );
}
