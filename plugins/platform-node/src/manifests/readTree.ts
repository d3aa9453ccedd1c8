/** A folder becomes a declared tree: read, plan, render, assemble. Everything that decides is in `platform-common`. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  assembleInSteps,
  DeclaredTree,
  findApplications,
  isLookedThrough,
  isManifestPath,
  isWithin,
  narrowPlan,
  NotRendered,
  ParsedManifestFile,
  parseManifestFile,
  PlannedRelease,
  planReleases,
  planTree,
  RenderedOutput,
  TreeParts,
  TreePlan,
} from '@254carbon/backstage-plugin-platform-common';
import { Renderers } from './Renderers';
import { FolderContents, TreeLimits, walkFolder } from './walkFolder';

/** What to read, and what is known of it beforehand. */
export interface TreeRequest {
  source: string;
  /** Absolute path of the tree's top. */
  root: string;
  /** Folder of the tree that is read; `''` for all. */
  within?: string;
  /** Files and folders outside of `within` that its kustomizations take up. */
  also?: readonly string[];
  cluster?: string;
  revision?: string;
  committedAt?: string;
  repository?: string;
  renderers: Renderers;
  /** Paths that are links in the repository and plain files here. */
  links?: readonly string[];
  /** Most files and bytes that are read; what suits a source that is read again and again when absent. */
  limits?: TreeLimits;
  /** Fingerprint of the last read. */
  known?: string;
  signal?: AbortSignal;
}

const IN_TEMPLATES = /(?:^|\/)templates\//;

/** Files of a chart's templates: they are not YAML before Helm has filled them in. */
function isTemplate(path: string, charts: readonly string[]): boolean {
  return charts.some(
    folder =>
      isWithin(path, folder) && IN_TEMPLATES.test(path.slice(folder.length)),
  );
}

async function parseFiles(
  { paths, bytes }: FolderContents,
  signal?: AbortSignal,
) {
  const charts = paths
    .filter(path => /(?:^|\/)Chart\.yaml$/.test(path))
    .map(path => path.slice(0, -'/Chart.yaml'.length));
  const parsed = new Map<string, ParsedManifestFile>();
  const texts = new Map<string, string>();
  for (const [path, content] of bytes) {
    if (isLookedThrough(path)) texts.set(path, content.toString('utf8'));
    const isKustomization = path.endsWith('Kustomization');
    if (
      isTemplate(path, charts) ||
      !(isManifestPath(path) || isKustomization)
    ) {
      texts.set(path, content.toString('utf8'));
      continue;
    }
    parsed.set(path, parseManifestFile(path, content));
    // Parsing is the portal's own thread; others get their turn between two files.
    await nextTurn();
    signal?.throwIfAborted();
  }
  return { parsed, texts };
}

/** Longest time that one read spends in programs, in milliseconds. */
const LONGEST_RENDERING_MS = 300_000;

class Rendering {
  readonly #deadline = Date.now() + LONGEST_RENDERING_MS;
  readonly rendered: RenderedOutput[] = [];
  readonly notRendered: NotRendered[] = [];
  readonly #request: TreeRequest;
  readonly #links: readonly string[];

  constructor(request: TreeRequest, links: readonly string[]) {
    this.#request = request;
    this.#links = links;
  }

  #refusal(kind: NotRendered['kind'], folder: string): NotRendered | undefined {
    if (Date.now() > this.#deadline) {
      const reason = `Rendering took longer than ${
        LONGEST_RENDERING_MS / 1000
      } s; split the source.`;
      return { kind, path: folder || '.', reason };
    }
    const link = this.#links.find(path => isWithin(path, folder));
    const reason = `${link} is a symbolic link, which could lead out of the tree; commit the file itself.`;
    return link === undefined
      ? undefined
      : { kind, path: folder || '.', reason };
  }

  /** Values may lie anywhere in the tree, so any part of their path could be a link. */
  #refuseValues({
    chart,
    valueFiles,
  }: PlannedRelease): NotRendered | undefined {
    const link = this.#links.find(path =>
      valueFiles.some(file => isWithin(file, path)),
    );
    const reason = `${link} is a symbolic link, which could lead out of the tree; commit the file itself.`;
    return link === undefined
      ? undefined
      : { kind: 'chart', path: chart.folder || '.', reason };
  }

  async build({ kustomizations }: TreePlan): Promise<void> {
    const { renderers, root, signal } = this.#request;
    for (const one of kustomizations) {
      const folders = new Set([
        one.folder,
        ...one.files.map(file => file.replace(/\/?[^/]*$/, '')),
      ]);
      const refusal = [...folders]
        .map(folder => this.#refusal('kustomization', folder))
        .find(Boolean);
      const attempt = refusal
        ? { notRendered: { ...refusal, path: one.folder || '.' } }
        : await renderers.build(root, one, signal);
      if ('rendered' in attempt) this.rendered.push(attempt.rendered);
      else this.notRendered.push(attempt.notRendered);
    }
  }

  async install(releases: ReturnType<typeof planReleases>): Promise<void> {
    const { renderers, root, signal } = this.#request;
    for (const planned of releases) {
      const refusal =
        this.#refusal('chart', planned.chart.folder) ??
        this.#refuseValues(planned);
      const attempt = refusal
        ? { notRendered: refusal }
        : await renderers.template(root, planned, signal);
      if ('rendered' in attempt) this.rendered.push(attempt.rendered);
      else this.notRendered.push(attempt.notRendered);
    }
  }
}

/** Steps before others get their turn: one takes well below a millisecond. */
const STEPS_A_TURN = 20;

async function inTurns<T>(
  steps: Generator<void, T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let count = 1; ; count += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    if (count % STEPS_A_TURN === 0) await nextTurn();
    signal?.throwIfAborted();
  }
}

/**
 * Reads a tree; `undefined` when it is the one that `known` was the fingerprint of.
 *
 * @throws Error when the folder is missing or cannot be listed, with the cure: that is no empty tree.
 */
export async function readTree(
  request: TreeRequest,
): Promise<{ tree: DeclaredTree; fingerprint: string } | undefined> {
  const { root, within, also, known, signal } = request;
  const { links: linked, limits } = request;
  const contents = await walkFolder({
    root,
    within,
    also,
    links: linked,
    limits,
    known,
    signal,
  });
  if (!contents) return undefined;
  const { parsed, texts } = await parseFiles(contents, signal);
  const plan = narrowPlan(planTree(contents.paths, parsed), within ?? '');
  const links = contents.problems
    .filter(({ kind }) => kind === 'link')
    .map(({ path }) => path);
  const rendering = new Rendering(request, links);
  const parts = (): TreeParts => ({
    source: request.source,
    cluster: request.cluster,
    revision: request.revision,
    committedAt: request.committedAt,
    repository: request.repository,
    within,
    paths: contents.paths,
    parsed,
    texts,
    plan,
    rendered: rendering.rendered,
    notRendered: rendering.notRendered,
    problems: contents.problems,
  });
  await rendering.build(plan);
  if (plan.charts.length > 0) {
    const applications = findApplications(parts());
    await rendering.install(planReleases(plan.charts, applications));
  }
  const tree = await inTurns(assembleInSteps(parts()), signal);
  return { tree, fingerprint: contents.fingerprint };
}
