import {
  explainObject,
  Explanation,
  findObjects,
  FoundObject,
  groupObjects,
  InventoryObject,
  matchesKind,
  ObjectQuestion,
  PROFILES,
  searchObjects,
  Why,
} from '@254carbon/backstage-plugin-platform-common';
import { DeclaredEntry } from '../view/createDeclaredView';
import { KnownPlatform } from '../view/createView';
import { indexMembers } from '../view/indexMembers';
import { RouteSources } from './types';

/** Objects that are offered when the name may mean several. */
const MOST_CANDIDATES = 20;

/** What words of a question are known to be. */
export interface KnownWords {
  /** The kind that a word in small letters means: `Deployment` for `deployment` and `deployments`; undefined when none. */
  kindOf: (word: string) => string | undefined;
  isNamespace: (word: string) => boolean;
}

/**
 * Takes `<kind>/<namespace>/<name>`, `<kind>/<name>`, `<namespace>/<name>` or a name, with slashes or spaces. What begins
 * with a capital is a kind, as people copy it from a manifest; in small letters a namespace that there is goes before a kind
 * of that name.
 */
export function readQuestion(
  text: string,
  { kindOf, isNamespace }: KnownWords,
): ObjectQuestion {
  const parts = text.split(/[\s/]+/).filter(part => part !== '');
  const name = parts.at(-1) ?? text;
  if (parts.length < 2) return { name };
  const [first, second] = parts;
  const kind = /^[A-Z]/.test(first) ? first : kindOf(first);
  if (parts.length > 2) return { kind: kind ?? first, namespace: second, name };
  return kind !== undefined && !isNamespace(first)
    ? { kind, name }
    : { namespace: first, name };
}

interface Found {
  entry?: InventoryObject;
  /** Every declaration of the object, or (when it is not observed) of the first that is meant. */
  declared: readonly DeclaredEntry[];
}

function fits(
  { object, cluster }: Pick<DeclaredEntry, 'object' | 'cluster'>,
  question: ObjectQuestion,
): boolean {
  const { kind, namespace, name } = question;
  const own = object.metadata;
  return (
    own.name === name &&
    (kind === undefined || object.kind.toLowerCase() === kind.toLowerCase()) &&
    (namespace === undefined || (own.namespace ?? namespace) === namespace) &&
    (question.cluster === undefined ||
      cluster === undefined ||
      cluster === question.cluster)
  );
}

function questionOf({ cluster, object }: InventoryObject): ObjectQuestion {
  const { namespace, name } = object.metadata;
  return {
    cluster,
    kind: object.kind,
    name,
    ...(namespace ? { namespace } : {}),
  };
}

/** The object that an explanation is about: the one that is meant first, or the one that stands for a service. */
function findEntry(
  known: KnownPlatform,
  question: ObjectQuestion,
  { subject, serviceId }: Explanation,
): InventoryObject | undefined {
  const group = known.groups.find(({ id }) => id === serviceId);
  const entries = [
    ...findObjects(known.index, question),
    ...(group?.workloads ?? []).map(({ entry }) => entry),
  ];
  return entries.find(({ cluster, object }) => {
    const { namespace, name } = object.metadata;
    const path = namespace ? `${namespace}/${name}` : name;
    return (
      subject.startsWith(`${object.kind} ${path} `) && subject.includes(cluster)
    );
  });
}

function find(
  known: KnownPlatform,
  written: readonly DeclaredEntry[],
  question: ObjectQuestion,
  explanation: Explanation,
): Found {
  const entry = findEntry(known, question, explanation);
  if (entry) {
    const exact = questionOf(entry);
    return { entry, declared: written.filter(item => fits(item, exact)) };
  }
  const [first] = written.filter(item => fits(item, question));
  if (!first) return { declared: [] };
  const same = { kind: first.object.kind, ...first.object.metadata };
  return {
    declared: written.filter(
      item =>
        fits(item, question) &&
        item.object.kind === same.kind &&
        item.object.metadata.namespace === same.namespace,
    ),
  };
}

function describe({ entry, declared }: Found) {
  const origins = declared.map(({ origin }) => origin);
  const object = entry?.object ?? declared[0]?.object;
  if (!object) return { presence: 'none' as const, origins };
  const { namespace, name } = object.metadata;
  const seen = declared.length > 0 ? ('both' as const) : ('observed' as const);
  return {
    object: {
      cluster: entry?.cluster ?? declared[0]?.cluster ?? '',
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      ...(namespace ? { namespace } : {}),
    },
    presence: entry ? seen : ('declared' as const),
    ...(entry ? { observedAt: entry.observedAt } : {}),
    ...(entry?.staleSince ? { staleSince: entry.staleSince } : {}),
    origins,
  };
}

function listCandidates(
  known: KnownPlatform,
  written: readonly DeclaredEntry[],
  { kind, namespace, name, cluster }: ObjectQuestion,
): FoundObject[] {
  const members = indexMembers(known.groups);
  return searchObjects({
    observed: known.index.objects,
    declared: written,
    serviceOf: entry => members.get(entry),
    text: [kind, namespace, name].filter(part => part).join(' '),
    ...(cluster ? { cluster } : {}),
    limit: MOST_CANDIDATES,
  }).objects;
}

function knownWords({ clusters, index }: KnownPlatform): KnownWords {
  const kinds = new Set(index.objects.map(({ object }) => object.kind));
  const isServed = (word: string) =>
    clusters.some(cluster =>
      cluster.kinds.some(({ resource }) => matchesKind(resource, word)),
    );
  return {
    kindOf: word =>
      [...kinds].find(kind => matchesKind(word, kind)) ??
      (isServed(word) ? word : undefined),
    isNamespace: word =>
      index
        .byKind('Namespace')
        .some(({ object }) => object.metadata.name === word),
  };
}

/** `GET /why`. */
export function createExplainObject({
  view,
  declared,
  catalog,
  now,
}: Pick<RouteSources, 'view' | 'declared' | 'catalog' | 'now'>) {
  return async ({
    query,
  }: {
    query: { object: string; cluster?: string };
  }): Promise<Why> => {
    const [known, { planned, caveat }] = await Promise.all([
      view.current(),
      catalog.current(),
    ]);
    const asked: ObjectQuestion = {
      ...readQuestion(query.object, knownWords(known)),
      ...(query.cluster ? { cluster: query.cluster } : {}),
    };
    const written = declared.objects();
    const explanation = explainObject(asked, {
      index: known.index,
      grouping: groupObjects({ objects: known.index, profiles: PROFILES }),
      services: known.services,
      clusters: known.clusters,
      profiles: PROFILES,
      declared: written,
      planned,
      now: now(),
    });
    return {
      ...explanation,
      ...describe(find(known, written, asked, explanation)),
      candidates: listCandidates(known, written, asked),
      caveats: [
        ...known.caveats,
        ...declared.caveats(),
        ...(caveat ? [caveat] : []),
      ],
    };
  };
}
