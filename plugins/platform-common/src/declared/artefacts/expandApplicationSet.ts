/**
 * An Argo CD ApplicationSet is a recipe for applications. Where its generators speak of nothing but what stands in the tree (a list, folders
 * of the same repository), the applications that come of it are known, and are worked with like written ones. What other generators
 * make (clusters, pull requests, another repository) nobody can tell from here, and it is not guessed.
 */
import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../../kubernetes';

/** What a generator puts into the template, by the name of its field: `path.basename`. */
type Parameters = Readonly<Record<string, string>>;

/** What is known of an ApplicationSet. */
export interface ExpandedSet {
  applications: readonly KubernetesObject[];
  /** Whether it makes others too, which are not known. */
  makesMore: boolean;
}

const PLACE = /\{\{\s*\.?([\w.[\]-]+)\s*\}\}/g;
/** More applications than this are no recipe that a person wrote. */
const MOST = 500;

/** True for an object that makes applications. */
export function isApplicationSet({
  kind,
  apiVersion,
}: Pick<KubernetesObject, 'kind' | 'apiVersion'>): boolean {
  return kind === 'ApplicationSet' && apiVersion.startsWith('argoproj.io/');
}

function fill(value: JsonValue | undefined, parameters: Parameters): JsonValue {
  if (typeof value === 'string')
    return value.replace(PLACE, (whole, name) => parameters[name] ?? whole);
  if (Array.isArray(value)) return value.map(item => fill(item, parameters));
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, fill(inner, parameters)]),
  );
}

function flatten(
  value: JsonValue | undefined,
  prefix = '',
): [string, string][] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) =>
      flatten(inner, prefix ? `${prefix}.${key}` : key),
    );
  }
  return Array.isArray(value) || (value ?? null) === null
    ? []
    : [[prefix, `${value}`]];
}

/** `apps/*` takes one step below `apps`, as Argo CD reads it. */
function matches(pattern: string, folder: string): boolean {
  const expression = pattern
    .replace(/^\.?\/|\/$/g, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*?/g, stars => (stars === '**' ? '.*' : '[^/]*'))
    .replace(/\?/g, '[^/]');
  return new RegExp(`^${expression}$`).test(folder);
}

function ofFolder(folder: string): Parameters {
  const parts = folder.split('/');
  const basename = parts.at(-1) ?? '';
  const normalized = basename.replace(/[^a-zA-Z0-9.-]/g, '-').toLowerCase();
  return {
    path: folder,
    'path.path': folder,
    'path.basename': basename,
    'path.basenameNormalized': normalized,
    ...Object.fromEntries(
      parts.flatMap((part, at) => [
        [`path[${at}]`, part],
        [`path.segments[${at}]`, part],
      ]),
    ),
  };
}

/** What one generator puts in; `undefined` when that cannot be known from the tree. */
function parametersOf(
  generator: JsonObject,
  folders: readonly string[],
): Parameters[] | undefined {
  const { list, git } = generator;
  if (list !== undefined) {
    const { elements, elementsYaml } = asObject(list);
    if (elementsYaml !== undefined) return undefined;
    return asObjects(elements).map(element =>
      Object.fromEntries(flatten(element)),
    );
  }
  const { directories } = asObject(git);
  if (directories === undefined) return undefined;
  const wanted = asObjects(directories);
  const patterns = (exclude: boolean) =>
    wanted
      .filter(one => (one.exclude === true) === exclude)
      .flatMap(({ path }) => asText(path) ?? []);
  const [out, into] = [patterns(true), patterns(false)];
  const found = folders.filter(
    folder =>
      into.some(pattern => matches(pattern, folder)) &&
      !out.some(pattern => matches(pattern, folder)),
  );
  // Folders that are not among those that are read are none that are not there.
  return found.length > 0 ? found.map(ofFolder) : undefined;
}

/**
 * The applications that a set makes.
 *
 * @param folders - of the tree; none when the set speaks of another repository
 */
export function expandApplicationSet(
  object: KubernetesObject,
  folders: readonly string[],
): ExpandedSet {
  const { generators, template } = asObject(object.spec);
  const applications: KubernetesObject[] = [];
  let makesMore = false;
  for (const generator of asObjects(generators)) {
    const found = parametersOf(generator, folders);
    makesMore ||= found === undefined;
    for (const parameters of (found ?? []).slice(0, MOST)) {
      const { metadata, spec } = asObject(fill(asObject(template), parameters));
      const name = asText(asObject(metadata).name);
      if (!name || name.includes('{{')) {
        makesMore = true;
        continue;
      }
      applications.push({
        apiVersion: object.apiVersion,
        kind: 'Application',
        metadata: { ...object.metadata, name },
        spec: asObject(spec),
      });
    }
  }
  return { applications, makesMore };
}
