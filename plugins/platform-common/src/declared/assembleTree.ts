/** Puts a tree together: objects as they stand and as they were rendered, what else they are, and what is wrong with them. */
import { findInDocument, findRedactions } from '../redaction';
import { Place } from './artefacts/place';
import { isLookedThrough } from './isLookedThrough';
import { recogniseDocument, recogniseObject } from './artefacts/recognise';
import { TreeContents } from './artefacts/recogniseArgo';
import { isRunbookFile, recogniseRunbook } from './artefacts/recogniseRunbook';
import { findDuplicates } from './findDuplicates';
import { ParsedManifestFile } from './parseFile';
import { TreePlan } from './planTree';
import { FoundInFile, readObjects } from './readObjects';
import { readRendered, RenderedOutput } from './readRendered';
import { withNamespaces, withTarget } from './targets';
import { foldersOf, isWithin } from './treePath';
import {
  Artefact,
  DeclaredObject,
  DeclaredOrigin,
  DeclaredTree,
  DeclaredWorkflow,
  ManifestProblem,
  NotRendered,
} from './types';

/** What a tree is made of. */
export interface TreeParts {
  source: string;
  cluster?: string;
  revision?: string;
  committedAt?: string;
  /** Address of the repository, without credentials. */
  repository?: string;
  /** Folder that was read, when it is not the whole tree; paths are those of the tree all the same. */
  within?: string;
  /** Every file that was found. */
  paths: readonly string[];
  /** YAML and JSON files outside of charts' templates. */
  parsed: ReadonlyMap<string, ParsedManifestFile>;
  /** Text of Markdown files and of charts' templates. */
  texts: ReadonlyMap<string, string>;
  plan: TreePlan;
  rendered: readonly RenderedOutput[];
  /** What could not be rendered, beside what `plan` says of it. */
  notRendered: readonly NotRendered[];
  /** What was noticed on the way: links, files that cannot be read. */
  problems: readonly ManifestProblem[];
}

class Assembly {
  readonly objects: DeclaredObject[] = [];
  readonly artefacts: Artefact[] = [];
  readonly workflows: DeclaredWorkflow[] = [];
  readonly problems: ManifestProblem[];
  readonly #parts: TreeParts;
  readonly #contents: TreeContents;

  constructor(parts: TreeParts) {
    this.#parts = parts;
    this.problems = [...parts.problems, ...parts.plan.problems];
    const folders = foldersOf(parts.paths);
    this.#contents = {
      repository: parts.repository,
      within: parts.within ?? '',
      hasFolder: path => folders.has(path),
      folders: [...folders].filter(Boolean).sort(),
    };
  }

  #originOf(path: string, line: number): DeclaredOrigin {
    const { source, revision } = this.#parts;
    return { source, path, line, ...(revision ? { revision } : {}) };
  }

  #place(originAt: Place['originAt']): Place {
    return {
      originAt,
      report: problem => this.problems.push(problem),
      takeWorkflow: workflow => this.workflows.push(workflow),
    };
  }

  #take(found: FoundInFile, origin: DeclaredOrigin, appliedTo?: string) {
    const { object } = found;
    this.objects.push({
      object,
      origin,
      ...(appliedTo ? { appliedTo } : {}),
      redacted: findRedactions(object),
    });
    const place = this.#place(keys => ({
      ...origin,
      line: found.lineAt(keys),
    }));
    this.artefacts.push(...recogniseObject(object, place, this.#contents));
  }

  *takePlain(): Generator<void> {
    for (const path of this.#parts.plan.plain) {
      const file = this.#parts.parsed.get(path);
      if (!file) continue;
      yield;
      const { objects, problems } = readObjects(file);
      this.problems.push(...problems);
      for (const found of objects) {
        this.#take(found, this.#originOf(path, found.line));
      }
    }
  }

  *takeRendered(): Generator<void> {
    const { rendered, parsed, texts } = this.#parts;
    for (const output of rendered) {
      yield;
      const textOf = (path: string) => texts.get(path);
      const { objects, problems } = readRendered(output, parsed, textOf);
      this.problems.push(...problems);
      for (const found of objects) {
        const origin: DeclaredOrigin = {
          ...this.#originOf(found.path, found.line),
          renderedBy: output.by,
          renderedFrom: output.folder || '.',
        };
        this.#take(found, origin, output.namespace);
      }
    }
  }

  #takeCredentials(path: string, text: string): void {
    for (const { line, kind } of findInDocument(text))
      this.artefacts.push({
        kind: 'credential',
        name: `${path}:${line}`,
        origin: this.#originOf(path, line),
        details: { what: kind },
      });
  }

  /** Dashboards, workflows and the like that are no objects; also those that a chart or a kustomization carries along. */
  *takeDocuments(): Generator<void> {
    const { within = '', plan } = this.#parts;
    const taken = new Set(plan.kustomizations.flatMap(({ files }) => files));
    const isOwn = (path: string) => isWithin(path, within) || taken.has(path);
    for (const [path, file] of this.#parts.parsed) {
      if (!isOwn(path)) continue;
      yield;
      this.problems.push(...file.problems);
      for (const document of file.documents) {
        const place = this.#place(keys =>
          this.#originOf(
            path,
            keys.length > 0 ? document.lineAt(keys) : document.line,
          ),
        );
        this.artefacts.push(...recogniseDocument(document.value, place));
      }
    }
    for (const [path, text] of this.#parts.texts) {
      if (isLookedThrough(path)) this.#takeCredentials(path, text);
      if (!isOwn(path) || !isRunbookFile(path, text)) continue;
      const place = this.#place(() => this.#originOf(path, 1));
      this.artefacts.push(...recogniseRunbook(path, text, place));
    }
  }

  notRendered(): NotRendered[] {
    const { plan, notRendered } = this.#parts;
    const templates = new Set(
      this.problems
        .filter(({ kind }) => kind === 'template')
        .map(({ path }) => path),
    );
    const loose = [...templates].map(
      (path): NotRendered => ({
        kind: 'template',
        path,
        reason:
          'It is a template outside of any chart; put it into a Helm chart, or commit what it renders to.',
      }),
    );
    return [...plan.notRendered, ...notRendered, ...loose].map(one =>
      withNamespaces(one, this.artefacts),
    );
  }
}

function inOrder(a: ManifestProblem, b: ManifestProblem): number {
  if (a.path === b.path) return a.line - b.line;
  return a.path < b.path ? -1 : 1;
}

/**
 * The tree that the parts make, in steps, so that who has other things to do can do them in between. Pure; never throws, whatever the
 * files hold.
 */
export function* assembleInSteps(
  parts: TreeParts,
): Generator<void, DeclaredTree> {
  const { source, cluster, revision, committedAt } = parts;
  const assembly = new Assembly(parts);
  yield* assembly.takePlain();
  yield* assembly.takeRendered();
  yield* assembly.takeDocuments();
  const { artefacts } = assembly;
  const notRendered = assembly.notRendered();
  const problems = [...assembly.problems, ...findDuplicates(assembly.objects)];
  return {
    source,
    ...(cluster ? { cluster } : {}),
    ...(revision ? { revision } : {}),
    ...(committedAt ? { committedAt } : {}),
    files: parts.paths.length,
    ...(parts.within ? {} : { paths: parts.paths }),
    workflows: assembly.workflows,
    objects: assembly.objects.map(one => withTarget(one, artefacts)),
    artefacts,
    problems: problems.sort(inOrder),
    notRendered,
  };
}

/** The tree that the parts make, at once; see {@link assembleInSteps}. */
export function assembleTree(parts: TreeParts): DeclaredTree {
  const steps = assembleInSteps(parts);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
