/**
 * Kustomize and Helm, when they are installed. What they are given was checked before: every file that a kustomization takes
 * up is a file of the tree, no file is a link, nothing is fetched. What they cannot do is *not rendered*, with the reason.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  NotRendered,
  PlannedKustomization,
  PlannedRelease,
  RenderedOutput,
} from '@254carbon/backstage-plugin-platform-common';
import { ProgramError, runProgram } from './runProgram';

/** Names or paths of the programs; the first of `kustomize` that is installed is taken. */
export interface RendererPrograms {
  kustomize: readonly (readonly [program: string, ...args: string[]])[];
  helm: string;
}

const PROGRAMS: RendererPrograms = {
  kustomize: [
    ['kustomize', 'build'],
    ['kubectl', 'kustomize'],
  ],
  helm: 'helm',
};

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 32 * 1024 * 1024;

type Attempt = { rendered: RenderedOutput } | { notRendered: NotRendered };

function reasonOf(error: unknown, root: string): string {
  const { message } = error as Error;
  return message.replaceAll(`${root}/`, '').replaceAll(root, '.');
}

/** Runs the programs; one for all trees, because what is not installed stays so for a while. */
export class Renderers {
  readonly #programs: RendererPrograms;

  constructor(programs: RendererPrograms = PROGRAMS) {
    this.#programs = programs;
  }

  async #run(
    program: string,
    args: readonly string[],
    root: string,
    signal?: AbortSignal,
  ) {
    const home = await mkdtemp(join(tmpdir(), 'manifests-'));
    try {
      const output = await runProgram({
        program,
        args,
        cwd: root,
        env: {
          HOME: home,
          KUBECONFIG: '/dev/null',
          HELM_CACHE_HOME: join(home, 'cache'),
          HELM_CONFIG_HOME: join(home, 'config'),
          HELM_DATA_HOME: join(home, 'data'),
        },
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
        signal,
      });
      return output.toString('utf8');
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  }

  /** Builds a kustomization of the tree at `root`. */
  async build(
    root: string,
    { folder, path, files }: PlannedKustomization,
    signal?: AbortSignal,
  ): Promise<Attempt> {
    const shown = folder || '.';
    for (const [program, ...args] of this.#programs.kustomize) {
      try {
        const output = await this.#run(
          program,
          [...args, `./${folder}`],
          root,
          signal,
        );
        return { rendered: { by: 'kustomize', folder, path, files, output } };
      } catch (error) {
        signal?.throwIfAborted();
        const isMissing =
          error instanceof ProgramError && error.kind === 'missing';
        if (!isMissing) {
          return {
            notRendered: {
              kind: 'kustomization',
              path: shown,
              reason: reasonOf(error, root),
            },
          };
        }
      }
    }
    const reason =
      'Neither kustomize nor kubectl is installed on the machine that reads the manifests; install one of them.';
    return { notRendered: { kind: 'kustomization', path: shown, reason } };
  }

  /** Renders a chart of the tree at `root` as it is installed. */
  async template(
    root: string,
    planned: PlannedRelease,
    signal?: AbortSignal,
  ): Promise<Attempt> {
    const { chart, release, namespace } = planned;
    const path = chart.folder || '.';
    if (planned.reason) {
      return { notRendered: { kind: 'chart', path, reason: planned.reason } };
    }
    const scratch = await mkdtemp(join(tmpdir(), 'values-'));
    try {
      const args = [
        'template',
        release,
        `./${chart.folder}`,
        '--namespace',
        namespace,
        '--include-crds',
      ];
      for (const file of planned.valueFiles) args.push('--values', file);
      if (planned.values !== undefined) {
        const file = join(scratch, 'values.yaml');
        const { values } = planned;
        await writeFile(
          file,
          typeof values === 'string' ? values : JSON.stringify(values),
          { mode: 0o600 },
        );
        args.push('--values', file);
      }
      for (const { name, value, isText } of planned.parameters) {
        args.push(isText ? '--set-string' : '--set', `${name}=${value}`);
      }
      const output = await this.#run(this.#programs.helm, args, root, signal);
      const file = chart.folder ? `${chart.folder}/Chart.yaml` : 'Chart.yaml';
      return {
        rendered: {
          by: 'helm',
          folder: chart.folder,
          namespace,
          path: file,
          files: chart.files,
          output,
        },
      };
    } catch (error) {
      signal?.throwIfAborted();
      const isMissing =
        error instanceof ProgramError && error.kind === 'missing';
      const reason = isMissing
        ? 'helm is not installed on the machine that reads the manifests; install it, or commit what the chart renders to.'
        : reasonOf(error, root);
      return { notRendered: { kind: 'chart', path, reason } };
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
}
