/** Files that steps refer to, looked up in the trees. */
import { DeclaredTree } from '../../declared';
import { PipelineStep } from '../../pipelines';
import { PipelineDefinition } from './knowledge';

/** Ends of paths at each of their folders: `a/b/c` ends with `b/c` and with `c`. */
function endsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(at).join('/'));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

interface Shelf {
  files: ReadonlySet<string>;
  folders: ReadonlySet<string>;
}

/** Only what the steps name is looked for, so that a large tree costs one walk. */
function fillShelf(
  wanted: ReadonlySet<string>,
  trees: readonly DeclaredTree[],
): Shelf {
  const files = new Set<string>();
  const folders = new Set<string>();
  const wantedFolders = new Set([...wanted].map(folderOf));
  const seen = new Set<string>();
  for (const { paths = [] } of trees) {
    for (const path of paths) {
      for (const end of endsOf(path)) if (wanted.has(end)) files.add(end);
      const folder = folderOf(path);
      if (folder === '' || seen.has(folder)) continue;
      seen.add(folder);
      for (const end of endsOf(folder))
        if (wantedFolders.has(end)) folders.add(end);
    }
  }
  return { files, folders };
}

/** A file of a folder that no tree has may be part of an image: it cannot be looked up. */
function withFiles(
  step: PipelineStep,
  { files, folders }: Shelf,
): PipelineStep {
  const { files: named = [], ...rest } = step;
  const kept = named.filter(
    path => files.has(path) || folders.has(folderOf(path)),
  );
  return kept.length > 0 ? { ...rest, files: kept } : rest;
}

/**
 * The same pipelines with the files that can be looked up. Who says by itself which files there are is left alone, and so is everything when no tree was
 * read whole.
 */
export function lookUpFiles(
  pipelines: readonly PipelineDefinition[],
  trees: readonly DeclaredTree[],
): readonly PipelineDefinition[] {
  if (trees.length === 0 || trees.some(({ paths }) => !paths)) return pipelines;
  const open = pipelines.filter(({ knownFiles }) => !knownFiles);
  const wanted = new Set(
    open.flatMap(({ steps }) => steps.flatMap(({ files = [] }) => files)),
  );
  if (wanted.size === 0) return pipelines;
  const shelf = fillShelf(wanted, trees);
  return pipelines.map(one =>
    one.knownFiles
      ? one
      : {
          ...one,
          steps: one.steps.map(step => withFiles(step, shelf)),
          knownFiles: [...shelf.files],
        },
  );
}
