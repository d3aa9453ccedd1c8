/** What a change of a pipeline does to its repository: today's template, held against what was made and what was edited since. */
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  EditDecision,
  PreviewProblem,
} from '@254carbon/backstage-plugin-platform-common';
import { z } from 'zod';
import { Context } from '../context';
import { readRepository, RepositoryRef } from '../portal/localGit';
import { Rendering } from '../preview/renderForm';
import { renderOnce } from '../preview/renderOnce';
import { BookedPipeline } from '../store/PipelineBook';
import { Files, keepEdits, KeptEdits, needBases } from './keepEdits';
import {
  digestOfFile,
  Generation,
  GENERATION,
  isPortalsOwn,
  readGeneration,
} from './readGeneration';

/** The pipeline that stands, and what somebody decided about files that were edited by hand. */
export interface Standing {
  booked: BookedPipeline;
  repository: RepositoryRef;
  decisions: Readonly<Record<string, EditDecision>>;
}

/** What a change does. */
export interface ChangePlan extends KeptEdits {
  problems: PreviewProblem[];
}

interface PlanRequest extends Standing {
  context: Context;
  credentials: BackstageCredentials;
  /** Every file that stands. */
  files: Files;
  rendering: Rendering;
}

const CommitsSchema = z.object({ commits: z.array(z.string()) });
/** Commits that are looked into for what a template once wrote: the newest, and the first. */
const MOST_LOOKED_INTO = 5;
const MOST_NAMED = 8;

/** Commits at which generated files were written, newest first; none when nobody can say. */
async function findCommits({ context, repository }: PlanRequest) {
  const { owner, name } = repository;
  const path = `/${owner}/${name}/commits/main/${GENERATION}`;
  try {
    const answer = await context.door.ask({ plugin: 'local-git', path });
    const { commits } = CommitsSchema.parse(answer);
    return [
      ...new Set([...commits.slice(0, MOST_LOOKED_INTO), ...commits.slice(-1)]),
    ];
  } catch (error) {
    // Without the history nothing is put together by itself: a person decides.
    const reason = isError(error) ? error.message : String(error);
    context.logger.warn(`The history of ${name} cannot be read: ${reason}`);
    return [];
  }
}

/** The files as they were generated, from the history; what is not found there is left out. */
async function findBases(
  request: PlanRequest,
  { files: recorded }: Generation,
): Promise<Files> {
  const { context, repository, files, rendering } = request;
  const sides = { standing: files, written: rendering.files, recorded };
  const wanted = new Set(needBases(sides));
  const bases = new Map<string, Buffer>();
  if (wanted.size === 0) return bases;
  const { reader, config } = context;
  const { backendUrl } = config;
  for (const ref of await findCommits(request)) {
    const tree = await readRepository({ reader, backendUrl, repository, ref });
    if (tree.state !== 'there') continue;
    for (const path of wanted) {
      const content = tree.files.get(path);
      if (!content || digestOfFile(content) !== recorded[path]) continue;
      bases.set(path, content);
      wanted.delete(path);
    }
    if (wanted.size === 0) break;
  }
  return bases;
}

function nameSome(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_NAMED).join(', ');
  const more = paths.length - MOST_NAMED;
  return more > 0 ? `${named} and ${more} more` : named;
}

/** What today's template writes otherwise for the values that stand: what comes although nobody asked for it. */
async function findNews(
  request: PlanRequest,
  generation: Generation,
): Promise<PreviewProblem[]> {
  const { context, booked, credentials, files } = request;
  const { template, values } = booked;
  const today = await renderOnce(context, { template, values }, credentials);
  // Values that today's template takes no more say nothing about it; what it refuses is told elsewhere.
  if (today.problems.length > 0 || today.files.size === 0) return [];
  const news = [...today.files]
    .filter(([path, content]) =>
      isPortalsOwn(path)
        ? path !== GENERATION && !files.get(path)?.equals(content)
        : generation.files[path] !== digestOfFile(content),
    )
    .map(([path]) => path)
    .sort();
  if (news.length === 0) return [];
  const before = generation.templateVersion;
  const now = readGeneration(today.files)?.templateVersion;
  const versions =
    before && now && before !== now
      ? `version ${now} of the template; the pipeline was made by ${before}`
      : "today's template and runtime";
  const message = `A change also brings what is new in ${versions}: ${nameSome(
    news,
  )}.`;
  return [{ severity: 'warning', message }];
}

/** Says what a change does; nothing is written. */
export async function planChange(request: PlanRequest): Promise<ChangePlan> {
  const { files, rendering, decisions } = request;
  const generation = readGeneration(files);
  const plan = keepEdits({
    standing: files,
    written: rendering.files,
    recorded: generation?.files,
    bases: generation ? await findBases(request, generation) : new Map(),
    decisions,
  });
  if (!generation) {
    const message = `The repository does not say which files were generated (${GENERATION} is missing or cannot be read): what was edited by hand is written over, so look at the difference.`;
    return { ...plan, problems: [{ severity: 'warning', message }] };
  }
  const undecided = plan.edited.filter(
    ({ outcome }) => outcome === 'undecided',
  );
  const problems = undecided.map(
    ({ path, message }): PreviewProblem => ({
      severity: 'refused',
      message: `${path}: ${message} Choose which one stands.`,
    }),
  );
  return {
    ...plan,
    problems: [...problems, ...(await findNews(request, generation))],
  };
}
