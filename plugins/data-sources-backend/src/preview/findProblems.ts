/*
 * Why a form may not be created yet. Each reason names the field that causes it. What is only worth knowing (a series that
 * somebody reads already, a rule of readiness that fails) is a warning and stops nobody.
 */
import {
  callsPerDay,
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
import { checkForm } from './checkForm';
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

/** What is worth knowing about who reads the same already. */
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

/**
 * What the template's first step would refuse, by the same code, field by field.
 */
export function findSpecProblems(
  template: Entity,
  values: Readonly<Record<string, unknown>>,
): PreviewProblem[] {
  const checked = checkForm(template, values);
  if (!checked || checked.ok) return [];
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
