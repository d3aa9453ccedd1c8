import { applicationsOf } from './artefacts/recogniseArgo';
import { assembleTree, TreeParts } from './assembleTree';
import { foldersOf } from './treePath';
import { DeclaredObject } from './types';

const ARGO = 'argoproj.io/';

/**
 * The Argo CD applications that a tree declares, itself or by sets of them, before its charts are rendered: they say how these are installed. Looks only into
 * files and outputs that speak of Argo CD.
 */
export function findApplications(parts: TreeParts): DeclaredObject[] {
  const speaksOfArgo = (path: string) =>
    parts.parsed
      .get(path)
      ?.documents.some(({ value }) => JSON.stringify(value).includes(ARGO)) ??
    false;
  const tree = assembleTree({
    ...parts,
    parsed: new Map([...parts.parsed].filter(([path]) => speaksOfArgo(path))),
    texts: new Map(),
    rendered: parts.rendered.filter(({ output }) => output.includes(ARGO)),
  });
  const contents = {
    repository: parts.repository,
    folders: [...foldersOf(parts.paths)].filter(Boolean).sort(),
  };
  return tree.objects.flatMap(declared =>
    applicationsOf(declared.object, contents).applications.map(object => ({
      ...declared,
      object,
    })),
  );
}
