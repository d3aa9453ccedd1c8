/** Everything that a form would do, put together: what is written, what it differs from, who objects, when it runs. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  callsPerDay,
  FilledForm,
  findDuplicateSeries,
  findSource,
  isTimezone,
  nextRuns,
  parseSchedule,
  PipelineForm,
  Preview,
  PreviewProblem,
  quotaPerDay,
  readForm,
} from '@254carbon/backstage-plugin-platform-common';
import { nameOf } from '@254carbon/backstage-plugin-platform-node';
import { findApproval } from '../approvals/findApproval';
import { Context } from '../context';
import { digestOf } from '../digestOf';
import { checkTable, toProblems } from '../lake/checkTable';
import { readRepository, RepositoryFiles } from '../portal/localGit';
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
import {
  mustFindSource,
  NamedSource,
  PlatformKnowledge,
  readPlatform,
} from './readPlatform';
import { renderForm, Rendering } from './renderForm';
import { showDiff, showFiles } from './showFiles';

/** Renderings that are kept, so that a test read does not render a second time. */
const MOST_KEPT = 20;
const RUNS_SHOWN = 5;

/** Renders a form, or gives what was rendered for the same form and person a moment ago. */
export async function renderOnce(
  context: Context,
  form: FilledForm,
  credentials: BackstageCredentials,
): Promise<Rendering> {
  const { rendered, catalog, door, reader } = context;
  const template = await catalog.getEntityByRef(form.template, { credentials });
  if (!template) {
    throw new NotFoundError(
      `There is no template ${form.template} that you may see; choose one from the list of templates.`,
    );
  }
  const { etag = '' } = template.metadata;
  const key = [digestOf(form), nameOf(credentials), etag].join(' ');
  const known = rendered.get(key);
  if (known) return known;
  const { values } = form;
  const made = renderForm({ door, reader, template, values, credentials });
  rendered.set(key, made);
  const [oldest] = rendered.keys();
  if (rendered.size > MOST_KEPT) rendered.delete(oldest);
  // What failed for a reason that may pass is asked again the next time.
  made.catch(() => rendered.delete(key));
  return made;
}

function showRuns(form: PipelineForm, now: number): string[] {
  const parsed = form.schedule ? parseSchedule(form.schedule) : undefined;
  if (!parsed?.ok || !isTimezone(form.timezone)) return [];
  const { schedule } = parsed;
  const { timezone } = form;
  return nextRuns({ schedule, timezone, now, count: RUNS_SHOWN }).map(instant =>
    new Date(instant).toISOString(),
  );
}

function sourceOf(
  rendering: Rendering,
  form: PipelineForm,
  platform: PlatformKnowledge,
): NamedSource | undefined {
  const sources = platform.sources.map(({ metadata }) => metadata.name);
  const name = findSource({ template: rendering.template, form, sources });
  return name !== undefined && sources.includes(name)
    ? mustFindSource(platform, name)
    : undefined;
}

/** The same sentence about the same field is said once. */
function once(problems: readonly PreviewProblem[]): PreviewProblem[] {
  const said = new Map(
    problems.map(one => [`${one.field ?? ''} ${one.message}`, one]),
  );
  return [...said.values()];
}

async function readTarget(context: Context, form: PipelineForm) {
  const { reader, config } = context;
  const owner = form.owner?.split(/[:/]/).pop();
  const isName = (text?: string) => /^[a-z0-9-]{1,63}$/.test(text ?? '');
  if (!form.name || !owner || !isName(form.name) || !isName(owner))
    return { target: { state: 'none' } as RepositoryFiles };
  const repository = { owner, name: form.name };
  const { backendUrl } = config;
  return {
    repository: `${owner}/${form.name}`,
    target: await readRepository({ reader, backendUrl, repository }),
  };
}

/** What is asked for, and by whom. */
interface PreviewRequest {
  context: Context;
  form: FilledForm;
  credentials: BackstageCredentials;
  /** Name of the pipeline that is being changed: then its own repository is no obstacle. */
  changing?: string;
}

/** Everything that a preview is made from. */
async function gather({
  context,
  form,
  credentials,
  changing,
}: PreviewRequest) {
  const read = readForm(form.values);
  const [rendering, platform, { target, repository }] = await Promise.all([
    renderOnce(context, form, credentials),
    readPlatform(context, credentials),
    readTarget(context, read),
  ]);
  const { files } = rendering;
  const now = context.now();
  const source = sourceOf(rendering, read, platform);
  const { template } = rendering;
  const { values } = form;
  return {
    table: await checkTable({ context, template, values, platform, changing }),
    form: read,
    rendering,
    platform,
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
  const { context, credentials, changing } = request;
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
    ...(await findTakenName({ context, form, target, changing, credentials })),
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
  const { context, form, changing } = request;
  const known = await gather(request);
  const { files, target, repository, validated, judged, rendering } = known;
  const problems = await findAllProblems(request, known);
  const diff = showDiff(files, target, repository);
  return {
    id: digestOf(form),
    template: form.template,
    name: known.form.name,
    mayCreate: !problems.some(({ severity }) => severity === 'refused'),
    files: showFiles(files, diff),
    diff,
    verdicts: [...validated, ...judged],
    problems,
    ...showUse(known, changing),
    steps: rendering.steps,
    approval: await findApproval(
      context,
      changing === undefined
        ? { purpose: 'create', form }
        : {
            purpose: 'change',
            form,
            standing: await context.pipelines.find(changing),
          },
    ),
    madeAt: new Date(known.now).toISOString(),
  };
}
