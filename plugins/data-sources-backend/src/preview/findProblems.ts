/*
 * Why a form may not be created yet. Each reason names the field that causes it. What is only worth knowing (a series that
 * somebody reads already, a rule of readiness that fails) is a warning and stops nobody.
 */
import {
  callsPerDay,
  checkConnector,
  findDuplicateSeries,
  isTimezone,
  parseSchedule,
  PipelineForm,
  PreviewProblem,
  PreviewVerdict,
  quotaPerDay,
} from '@254carbon/backstage-plugin-platform-common';
import { Entity } from '@backstage/catalog-model';
import { z } from 'zod';
import { NamedSource, PlatformKnowledge } from './readPlatform';

const refused = (message: string, field?: string): PreviewProblem => ({
  severity: 'refused',
  message,
  field,
});
const warning = (message: string, field?: string): PreviewProblem => ({
  severity: 'warning',
  message,
  field,
});

/** What is wrong with when it runs. */
export function findScheduleProblems(form: PipelineForm): PreviewProblem[] {
  const problems: PreviewProblem[] = [];
  if (form.schedule) {
    const parsed = parseSchedule(form.schedule);
    if (!parsed.ok) problems.push(refused(parsed.problem, 'schedule'));
  }
  if (!isTimezone(form.timezone)) {
    problems.push(
      refused(
        `There is no time zone "${form.timezone.slice(
          0,
          60,
        )}"; write one such as America/New_York or UTC.`,
        'timezone',
      ),
    );
  }
  return problems;
}

/** What is worth knowing about who reads and writes the same already. */
export function findOverlaps(options: {
  form: PipelineForm;
  source?: NamedSource;
  platform: PlatformKnowledge;
  except?: string;
}): PreviewProblem[] {
  const { form, source, platform, except } = options;
  const problems: PreviewProblem[] = [];
  const duplicates = source
    ? findDuplicateSeries({
        source: source.name,
        series: form.series,
        pipelines: platform.pipelines,
        except,
      })
    : [];
  for (const { entityRef, series } of duplicates) {
    problems.push(
      warning(
        `${series} is already read by ${entityRef}; use its table unless you need a copy.`,
        form.seriesField,
      ),
    );
  }
  const writer = platform.pipelines.find(
    ({ tables, name }) =>
      name !== except &&
      form.table !== undefined &&
      tables.includes(form.table),
  );
  if (writer) {
    problems.push(
      warning(
        `The table ${form.table} is filled by ${writer.entityRef} too; rows of both land in it.`,
        'table',
      ),
    );
  }
  return problems;
}

/** What is wrong with how often the source is asked. */
export function findQuotaProblems(options: {
  form: PipelineForm;
  source?: NamedSource;
  /** Calls a day of the other pipelines of the source. */
  planned: number;
}): PreviewProblem[] {
  const { form, source, planned } = options;
  const perDay = source?.declared && quotaPerDay(source.declared);
  const own =
    form.schedule &&
    callsPerDay({
      schedule: form.schedule,
      callsPerRun: form.series.length || 1,
    });
  if (!perDay || !own) return [];
  const said = `${source.title} allows ${perDay} calls a day; this schedule makes at least ${own}`;
  if (own > perDay) return [refused(`${said}. Run it less often.`, 'schedule')];
  return own + planned > perDay
    ? [
        warning(
          `${said}, and ${planned} are planned by others. Run it less often, or ask for a larger quota.`,
          'schedule',
        ),
      ]
    : [];
}

const ChecksSchema = z.array(
  z.object({
    action: z.string(),
    input: z.record(z.string(), z.unknown()).default({}),
  }),
);

/** The value of an input that is one parameter, or all of them; other expressions are the scaffolder's and give undefined. */
function fill(value: unknown, values: Readonly<Record<string, unknown>>) {
  if (typeof value !== 'string' || !value.includes('${{')) return value;
  const match = /^\$\{\{\s*parameters(?:\.(\w+))?\s*\}\}$/.exec(value);
  if (!match) return undefined;
  return match[1] === undefined ? values : values[match[1]];
}

/** What a form leaves empty is as if it were not there. */
function withoutBlanks(values: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== '',
    ),
  );
}

/**
 * What the template's first step would refuse, by the same code, field by field. The step's input is filled from the form;
 * a template without `connector:check` gives nothing, and its dry run says what it refuses.
 */
export function findSpecProblems(
  template: Entity,
  values: Readonly<Record<string, unknown>>,
): PreviewProblem[] {
  const steps = ChecksSchema.safeParse(template.spec?.steps ?? []);
  const check = (steps.success ? steps.data : []).find(
    ({ action }) => action === 'connector:check',
  );
  if (!check) return [];
  const given = fill(check.input.values, values);
  if (typeof given !== 'object' || given === null) return [];
  const checked = checkConnector({
    ...withoutBlanks(given),
    kind: check.input.kind,
  });
  if (checked.ok) return [];
  const fields = listFields(template, values);
  return checked.problems.flatMap(({ field, message }) => {
    const [first] = field.split('.');
    return fields.has(first) ? [refused(message, first)] : [];
  });
}

const PagesSchema = z.array(
  z.object({ properties: z.record(z.string(), z.unknown()).default({}) }),
);

/** Fields that the form has, filled in or not; what is no field of it is the template's own matter. */
function listFields(
  template: Entity,
  values: Readonly<Record<string, unknown>>,
): Set<string> {
  const pages = PagesSchema.safeParse([template.spec?.parameters ?? []].flat());
  const declared = (pages.success ? pages.data : []).flatMap(page =>
    Object.keys(page.properties),
  );
  return new Set([...declared, ...Object.keys(values)]);
}

/** What the verdicts mean for creating. */
export function findVerdictProblems(
  verdicts: readonly PreviewVerdict[],
): PreviewProblem[] {
  return verdicts
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ file, message }) =>
      refused(file ? `${file}: ${message}` : message),
    );
}
