/** Everything that a form would do, put together: what is written, what it differs from, who objects, when it runs. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  callsPerDay,
  FilledForm,
  findDuplicateSeries,
  isTimezone,
  nextRuns,
  parseSchedule,
  PipelineForm,
  Preview,
  PreviewProblem,
  quotaPerDay,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import { findApproval } from '../approvals/findApproval';
import { Context } from '../context';
import { digestOf } from '../digestOf';
import { checkTable, toProblems } from '../lake/checkTable';
import { planChange, Standing } from '../pipelines/planChange';
import {
  readRepository,
  RepositoryFiles,
  RepositoryRef,
} from '../portal/localGit';
import {
  findOverlaps,
  findQuotaProblems,
  findScheduleProblems,
  findSpecProblems,
  findVerdictProblems,
} from './findProblems';
import { findTakenName } from './findTakenName';
import { judgeReadiness, validateFiles } from './judgeFiles';
import { plannedCalls } from './plannedCalls';
import { findOwnerProblems } from './findOwnerProblems';
import { readPlatform } from './readPlatform';
import { renderOnce } from './renderOnce';
import { showDiff, showFiles } from './showFiles';
import { sourceOf } from './sourceOf';

const RUNS_SHOWN = 5;

function showRuns(form: PipelineForm, now: number): string[] {
  const parsed = form.schedule ? parseSchedule(form.schedule) : undefined;
  if (!parsed?.ok || !isTimezone(form.timezone)) return [];
  const { schedule } = parsed;
  const { timezone } = form;
  return nextRuns({ schedule, timezone, now, count: RUNS_SHOWN }).map(instant =>
    new Date(instant).toISOString(),
  );
}

/** The same sentence about the same field is said once. */
function once(problems: readonly PreviewProblem[]): PreviewProblem[] {
  const said = new Map(
    problems.map(one => [
      `${one.field ?? ''} ${one.message.replace(/\.$/, '')}`,
      one,
    ]),
  );
  return [...said.values()];
}

/** Where the files would be kept: where the pipeline stands, or what its name and owner make. */
function repositoryFor(
  form: PipelineForm,
  standing?: Standing,
): RepositoryRef | undefined {
  if (standing) return standing.repository;
  const owner = form.owner?.split(/[:/]/).pop();
  const isName = (text?: string) => /^[a-z0-9-]{1,63}$/.test(text ?? '');
  if (!form.name || !owner || !isName(form.name) || !isName(owner))
    return undefined;
  return { owner, name: form.name };
}

async function readTarget(
  context: Context,
  repository: RepositoryRef | undefined,
): Promise<{ target: RepositoryFiles; repository?: string }> {
  if (!repository) return { target: { state: 'none' } };
  const { reader, config } = context;
  const { backendUrl } = config;
  return {
    repository: `${repository.owner}/${repository.name}`,
    target: await readRepository({ reader, backendUrl, repository }),
  };
}

/** What is asked for, and by whom. */
interface PreviewRequest {
  context: Context;
  form: FilledForm;
  credentials: BackstageCredentials;
  /** The pipeline that is being changed: then its own repository is no obstacle. */
  standing?: Standing;
}

/** Everything that a preview is made from. */
async function gather({
  context,
  form,
  credentials,
  standing,
}: PreviewRequest) {
  const changing = standing?.booked.name;
  const read = readForm(form.values);
  const [rendering, platform, { target, repository }] = await Promise.all([
    renderOnce(context, form, credentials),
    readPlatform(context, credentials),
    readTarget(context, repositoryFor(read, standing)),
  ]);
  const plan =
    standing && target.state === 'there'
      ? await planChange({
          ...standing,
          context,
          credentials,
          files: target.files,
          rendering,
        })
      : undefined;
  const files = plan
    ? new Map([...plan.files].filter(([path]) => rendering.files.has(path)))
    : rendering.files;
  const now = context.now();
  const { template } = rendering;
  const source = sourceOf(template, read, platform);
  const { values } = form;
  return {
    table: await checkTable({ context, template, values, platform, changing }),
    form: read,
    rendering,
    platform,
    plan,
    target,
    repository,
    files,
    now,
    source,
    planned: source ? plannedCalls(platform, source.name, changing) : 0,
    validated: files.size > 0 ? validateFiles(files) : [],
    judged: await judgeReadiness({ files, rules: context.rules, now }),
  };
}

type Gathered = Awaited<ReturnType<typeof gather>>;

async function findAllProblems(
  request: PreviewRequest,
  known: Gathered,
): Promise<PreviewProblem[]> {
  const { context, credentials, standing } = request;
  const changing = standing?.booked.name;
  const { form, rendering, validated, target, source, planned } = known;
  const { platform } = known;
  // What the validators refuse is told with its file; the step that repeats it says nothing more.
  const isTold =
    validated.some(({ outcome }) => outcome === 'fail') &&
    rendering.problems.every(({ field }) => field === undefined);
  return once([
    ...findSpecProblems(rendering.template, request.form.values),
    ...(isTold ? [] : rendering.problems).map(problem => ({
      ...problem,
      severity: 'refused' as const,
    })),
    ...findScheduleProblems(form),
    ...(await findOwnerProblems(context, form)),
    ...(await findTakenName({ context, form, target, changing, credentials })),
    ...(known.plan?.problems ?? []),
    ...findVerdictProblems(validated),
    ...findQuotaProblems({ form, source, planned }),
    ...findOverlaps({ form, source, platform, except: changing }),
    ...toProblems(known.table, changing),
  ]);
}

/** What is known about when it runs and whom it asks. */
function showUse({ form, now, source, platform }: Gathered, changing?: string) {
  const { schedule, series, timezone } = form;
  const callsPerRun = series.length || 1;
  return {
    timezone,
    nextRuns: showRuns(form, now),
    callsPerDay: schedule ? callsPerDay({ schedule, callsPerRun }) : undefined,
    quotaPerDay: source?.declared && quotaPerDay(source.declared),
    duplicates: source
      ? findDuplicateSeries({
          source: source.name,
          series,
          pipelines: platform.pipelines,
          except: changing,
        })
      : [],
  };
}

/**
 * Makes the preview of a form; nothing is written.
 *
 * @throws NotFoundError, InputError or ResponseError when the template cannot be read or they may not.
 */
export async function buildPreview(request: PreviewRequest): Promise<Preview> {
  const { context, form, standing } = request;
  const known = await gather(request);
  const { files, plan, target, repository, validated, judged, rendering } =
    known;
  const problems = await findAllProblems(request, known);
  const diff = showDiff(plan?.files ?? files, target, repository);
  return {
    id: digestOf(form),
    template: form.template,
    name: known.form.name,
    mayCreate: !problems.some(({ severity }) => severity === 'refused'),
    files: showFiles(files, diff),
    diff,
    edited: plan?.edited ?? [],
    verdicts: [...validated, ...judged],
    problems,
    ...showUse(known, standing?.booked.name),
    steps: rendering.steps,
    approval: await findApproval(
      context,
      standing
        ? { purpose: 'change', form, standing: standing.booked }
        : { purpose: 'create', form },
    ),
    madeAt: new Date(known.now).toISOString(),
  };
}
