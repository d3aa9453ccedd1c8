import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  KubernetesObject,
} from '../../kubernetes';
import { isWithin, resolveInTree } from '../treePath';
import { Artefact } from '../types';
import {
  ExpandedSet,
  expandApplicationSet,
  isApplicationSet,
} from './expandApplicationSet';
import { artefactAt, Keys, Place, reportAt } from './place';

/** What the tree has, for those who refer to it. */
export interface TreeContents {
  /** Address of the repository, when the tree is one. */
  repository?: string;
  /** Folder that was read; `''` for all of the tree. */
  within: string;
  hasFolder(path: string): boolean;
  /** Every folder, in order. */
  folders: readonly string[];
}

/** One source of an Argo CD application. */
export interface ArgoSource {
  source: JsonObject;
  keys: Keys;
}

/** `git@host:a/b.git` and `https://user@host/a/b/` as `host/a/b`. */
export function repositoryName(address: string): string {
  return address
    .trim()
    .replace(/^[a-z+]+:\/\//i, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

/** Whether an object is an Argo CD application. */
export function isArgoApplication(object: KubernetesObject): boolean {
  return (
    object.kind === 'Application' &&
    object.apiVersion.startsWith('argoproj.io/')
  );
}

/** The sources of an application, one or several. */
export function argoSources(object: KubernetesObject): ArgoSource[] {
  const spec = asObject(object.spec);
  const several = asObjects(spec.sources).map((source, at) => ({
    source,
    keys: ['spec', 'sources', at],
  }));
  return typeof spec.source === 'object'
    ? [{ source: asObject(spec.source), keys: ['spec', 'source'] }, ...several]
    : several;
}

function whereIs(
  { source }: ArgoSource,
  tree: TreeContents,
): 'yes' | 'no' | 'elsewhere' {
  const path = resolveInTree('', asText(source.path) ?? '');
  if (source.chart !== undefined) return 'elsewhere';
  const repository = asText(source.repoURL) ?? '';
  const isHere =
    tree.repository !== undefined &&
    repositoryName(tree.repository) === repositoryName(repository);
  const has = path !== undefined && tree.hasFolder(path);
  if (tree.repository === undefined) return has ? 'yes' : 'elsewhere';
  const isRead = path === undefined || isWithin(path, tree.within);
  if (!isHere || !isRead) return 'elsewhere';
  return has ? 'yes' : 'no';
}

/** The folders that a set's generators may speak of: none where they are about another repository. */
function foldersFor(
  object: KubernetesObject,
  { repository, folders }: Pick<TreeContents, 'repository' | 'folders'>,
): readonly string[] {
  const { generators } = asObject(object.spec);
  const isElsewhere = asObjects(generators).some(({ git }) => {
    const address = asText(asObject(git).repoURL);
    return (
      address !== undefined &&
      repository !== undefined &&
      repositoryName(address) !== repositoryName(repository)
    );
  });
  return isElsewhere ? [] : folders;
}

/** The applications that an object is, or makes as far as the tree tells. */
export function applicationsOf(
  object: KubernetesObject,
  tree: Pick<TreeContents, 'repository' | 'folders'>,
): ExpandedSet {
  if (isArgoApplication(object))
    return { applications: [object], makesMore: false };
  return isApplicationSet(object)
    ? expandApplicationSet(object, foldersFor(object, tree))
    : { applications: [], makesMore: false };
}

/**
 * The sources of an Argo CD application, or of those that a set makes; one that the tree should have and has not is reported. What a set
 * makes beyond what the tree tells is a source from elsewhere, called like the set.
 */
export function recogniseArgo(
  object: KubernetesObject,
  place: Place,
  tree: TreeContents,
): Artefact[] {
  const { applications, makesMore } = applicationsOf(object, tree);
  const known = applications.flatMap(application =>
    recogniseApplication(
      application,
      isArgoApplication(object) ? [] : ['spec', 'template'],
      { place, tree },
    ),
  );
  if (!makesMore) return known;
  const more = artefactAt(place, ['spec', 'generators'], {
    kind: 'argo-source',
    name: object.metadata.name,
    details: { found: 'elsewhere', makes: 'applications' },
  });
  return [...known, more];
}

function recogniseApplication(
  object: KubernetesObject,
  within: Keys,
  { place, tree }: { place: Place; tree: TreeContents },
): Artefact[] {
  const { namespace } = asObject(asObject(object.spec).destination);
  return argoSources(object).map(one => {
    const found = whereIs(one, tree);
    const path = asText(one.source.path);
    if (found === 'no') {
      reportAt(
        place,
        'unresolved-source',
        [...within, ...one.keys, 'path'],
        [
          `The application \`${object.metadata.name}\` deploys \`${path}\`, which this repository does not have.`,
          'Correct the path or add the folder.',
        ],
      );
    }
    return artefactAt(place, [...within, ...one.keys], {
      kind: 'argo-source',
      name: object.metadata.name,
      details: {
        repository: asText(one.source.repoURL),
        path,
        chart: asText(one.source.chart),
        revision: asText(one.source.targetRevision),
        namespace: asText(namespace),
        found,
      },
    });
  });
}
