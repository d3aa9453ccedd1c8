/**
 * Which files of a tree are read as they are, and which a program has to be asked about. What a kustomization or a chart
 * takes up is not also taken as it stands: it would be counted twice, and without the changes that are made to it.
 */
import { asObject, asText } from '../kubernetes';
import { isRemote, kustomizationReferences } from './kustomizationReferences';
import { isManifestPath, ParsedManifestFile } from './parseFile';
import { folderOf, isWithin, resolveInTree } from './treePath';
import { ManifestProblem, NotRendered } from './types';

/** A kustomization that no other one takes up. */
export interface PlannedKustomization {
  /** Its folder. */
  folder: string;
  /** Its file. */
  path: string;
  /** Every file that it takes up, directly or through others; kustomizations included. */
  files: readonly string[];
}

/** A chart that is not part of another. */
export interface PlannedChart {
  folder: string;
  name: string;
  files: readonly string[];
  /** It holds templates for other charts, and cannot be installed by itself. */
  isLibrary?: true;
}

/** What is to be done with the files of a tree. */
export interface TreePlan {
  kustomizations: readonly PlannedKustomization[];
  charts: readonly PlannedChart[];
  /** Files whose documents are objects as they stand. */
  plain: readonly string[];
  /** Kustomizations that cannot be built, whoever tries. */
  notRendered: readonly NotRendered[];
  problems: readonly ManifestProblem[];
}

interface Kustomization {
  folder: string;
  path: string;
  isComponent: boolean;
  files: Set<string>;
  folders: Set<string>;
  /** Why it cannot be built. */
  reason?: string;
}

const KUSTOMIZATION = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** Whether a path is a file that Kustomize begins with. */
export function isKustomizationPath(path: string): boolean {
  return KUSTOMIZATION.test(path);
}

function planCharts(
  paths: readonly string[],
  parsed: ReadonlyMap<string, ParsedManifestFile>,
): PlannedChart[] {
  const folders = paths
    .filter(path => /(?:^|\/)Chart\.yaml$/.test(path))
    .map(folderOf)
    .sort((a, b) => a.length - b.length);
  const roots: string[] = [];
  for (const folder of folders) {
    if (!roots.some(root => isWithin(folder, root))) roots.push(folder);
  }
  return roots.map(folder => {
    const file = folder ? `${folder}/Chart.yaml` : 'Chart.yaml';
    const chart = asObject(parsed.get(file)?.documents[0]?.value);
    return {
      folder,
      name: asText(chart.name) ?? folder.split('/').at(-1) ?? 'chart',
      files: paths.filter(path => isWithin(path, folder)),
      ...(chart.type === 'library' ? { isLibrary: true as const } : {}),
    };
  });
}

class KustomizationPlanner {
  readonly problems: ManifestProblem[] = [];
  readonly #known: ReadonlySet<string>;
  readonly #folders = new Set<string>();
  readonly #parsed: ReadonlyMap<string, ParsedManifestFile>;
  readonly #byFolder = new Map<string, Kustomization>();

  constructor(
    paths: readonly string[],
    parsed: ReadonlyMap<string, ParsedManifestFile>,
  ) {
    this.#known = new Set(paths);
    for (const path of paths) {
      for (
        let folder = folderOf(path);
        !this.#folders.has(folder);
        folder = folderOf(folder)
      ) {
        this.#folders.add(folder);
      }
    }
    this.#parsed = parsed;
  }

  add(path: string): void {
    const file = this.#parsed.get(path);
    const document = file?.documents[0];
    const folder = folderOf(path);
    const kustomization: Kustomization = {
      folder,
      path,
      isComponent: asObject(document?.value).kind === 'Component',
      files: new Set([path]),
      folders: new Set(),
    };
    this.#byFolder.set(folder, kustomization);
    if (!document || (file?.problems.length ?? 0) > 0) {
      kustomization.reason = `${path} cannot be read; correct it.`;
      const siblings = [...this.#known].filter(
        other => folderOf(other) === folder,
      );
      siblings.forEach(sibling => kustomization.files.add(sibling));
      return;
    }
    for (const { reference, keys } of kustomizationReferences(document.value)) {
      const line = document.lineAt(keys);
      const isSecret = keys[0] === 'secretGenerator';
      this.#refer(kustomization, { reference, line, isSecret });
    }
    if ('helmCharts' in asObject(document.value)) {
      kustomization.reason = `${path} inflates Helm charts, which would be fetched from elsewhere; commit what they render to.`;
    }
  }

  #refer(
    from: Kustomization,
    referred: { reference: string; line: number; isSecret: boolean },
  ): void {
    const { reference, line, isSecret } = referred;
    const target = resolveInTree(from.folder, reference);
    if (target !== undefined && this.#known.has(target)) {
      from.files.add(target);
      return;
    }
    const isFolder = target !== undefined && this.#folders.has(target);
    if (isFolder) {
      from.folders.add(target);
      return;
    }
    if (isRemote(reference)) {
      from.reason = `${from.path}:${line} takes up something from elsewhere, which the portal does not fetch; commit a copy of it.`;
      return;
    }
    if (isSecret && target !== undefined) {
      // Whoever keeps secrets out of the repository, as everybody should, has no mistake to correct.
      from.reason = `${from.path}:${line} makes a Secret of a file that is kept out of the tree, and is not built without it.`;
      return;
    }
    from.reason = `${from.path}:${line} takes up a file that the tree does not have; correct the reference.`;
    this.problems.push({
      kind: 'unresolved-source',
      path: from.path,
      line,
      message: target
        ? `The kustomization takes up \`${target}\`, which the tree does not have.`
        : 'The kustomization takes up something outside of the tree.',
      cure: 'Correct or remove the reference.',
    });
  }

  /** Everything that one takes up; a circle ends where it began. */
  #closure(folder: string, seen = new Set<string>()): Kustomization[] {
    const here = this.#byFolder.get(folder);
    if (!here || seen.has(folder)) return [];
    seen.add(folder);
    return [
      here,
      ...[...here.folders].flatMap(next => this.#closure(next, seen)),
    ];
  }

  roots(): (PlannedKustomization & { reason?: string })[] {
    const all = [...this.#byFolder.values()];
    const taken = new Set(all.flatMap(one => [...one.folders]));
    const tops = all.filter(
      ({ folder, isComponent }) => !taken.has(folder) && !isComponent,
    );
    const reached = new Set(
      tops.flatMap(({ folder }) => this.#closure(folder)),
    );
    const circles = all.filter(
      one => !reached.has(one) && !one.isComponent && taken.has(one.folder),
    );
    for (const one of circles) {
      one.reason ??= `${one.path} takes itself up in a circle; remove one of the references.`;
    }
    return [...tops, ...circles].map(({ folder, path }) => {
      const parts = this.#closure(folder);
      return {
        folder,
        path,
        files: [...new Set(parts.flatMap(part => [...part.files]))],
        reason: parts.find(part => part.reason)?.reason,
      };
    });
  }

  consumed(): Set<string> {
    return new Set(
      [...this.#byFolder.values()].flatMap(({ files }) => [...files]),
    );
  }
}

/** Decides for every file of a tree. `parsed` holds the YAML and JSON files outside of charts' templates. */
export function planTree(
  paths: readonly string[],
  parsed: ReadonlyMap<string, ParsedManifestFile>,
): TreePlan {
  const charts = planCharts(paths, parsed);
  const inChart = new Set(charts.flatMap(({ files }) => files));
  const planner = new KustomizationPlanner(paths, parsed);
  for (const path of paths) {
    if (isKustomizationPath(path) && !inChart.has(path)) planner.add(path);
  }
  const roots = planner.roots();
  const consumed = planner.consumed();
  return {
    charts,
    kustomizations: roots.filter(({ reason }) => !reason),
    notRendered: roots.flatMap(({ folder, reason }) =>
      reason ? [{ kind: 'kustomization', path: folder || '.', reason }] : [],
    ),
    plain: paths.filter(
      path => isManifestPath(path) && !inChart.has(path) && !consumed.has(path),
    ),
    problems: planner.problems,
  };
}
