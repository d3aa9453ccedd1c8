import {
  explainObject,
  FoundObject,
  groupObjects,
  InventoryObject,
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

/**
 * Takes `<kind>/<namespace>/<name>`, `<kind>/<name>`, `<namespace>/<name>` or a name. Kinds begin with a capital,
 * as people copy them from a manifest; namespaces never do.
 */
export function readQuestion(text: string): ObjectQuestion {
  const parts = text.split(/[\s/]+/).filter(part => part !== '');
  const name = parts.at(-1) ?? text;
  if (parts.length >= 3) {
    return { kind: parts[0], namespace: parts[1], name };
  }
  if (parts.length === 2) {
    return /^[A-Z]/.test(parts[0])
      ? { kind: parts[0], name }
      : { namespace: parts[0], name };
  }
  return { name };
}

/** Whether a found object is what was asked about, and not only like it. */
function isMeant(found: FoundObject, question: ObjectQuestion): boolean {
  const same = (one: string | undefined, other: string | undefined) =>
    other === undefined || one?.toLowerCase() === other.toLowerCase();
  return (
    same(found.name, question.name) &&
    same(found.kind, question.kind) &&
    same(found.namespace, question.namespace) &&
    same(found.cluster || question.cluster, question.cluster)
  );
}

/** Of several objects of one name, the one that runs is meant: the first that belongs to a service, if any. */
function choose(
  meant: readonly FoundObject[],
  question: ObjectQuestion,
): FoundObject | undefined {
  if (meant.length <= 1 || question.kind) {
    return meant.length === 1 ? meant[0] : undefined;
  }
  const services = new Set(meant.map(({ serviceId }) => serviceId));
  return services.size === 1 ? meant[0] : undefined;
}

function find(
  known: KnownPlatform,
  declared: readonly DeclaredEntry[],
  question: ObjectQuestion,
) {
  const members = indexMembers(known.groups);
  const { cluster, kind, namespace, name } = question;
  const { objects } = searchObjects({
    observed: known.index.objects,
    declared,
    serviceOf: entry => members.get(entry),
    text: [kind, namespace, name].filter(part => part).join(' '),
    ...(cluster ? { cluster } : {}),
    limit: MOST_CANDIDATES,
  });
  return {
    candidates: objects,
    object: choose(
      objects.filter(item => isMeant(item, question)),
      question,
    ),
  };
}

function describe(
  object: FoundObject,
  entry: InventoryObject | undefined,
  declared: readonly DeclaredEntry[],
) {
  const { presence: _, serviceId: __, staleSince: ___, ...name } = object;
  const origins = declared.filter(
    item =>
      item.object.kind === object.kind &&
      item.object.metadata.name === object.name &&
      (item.object.metadata.namespace ?? object.namespace) ===
        object.namespace &&
      (item.cluster ?? object.cluster) === object.cluster,
  );
  return {
    object: name,
    presence: object.presence,
    ...(entry ? { observedAt: entry.observedAt } : {}),
    ...(entry?.staleSince ? { staleSince: entry.staleSince } : {}),
    origins: origins.map(({ origin }) => origin),
  };
}

/** `GET /why`. */
export function createExplainObject({
  view,
  declared,
  now,
}: Pick<RouteSources, 'view' | 'declared' | 'now'>) {
  return async ({
    query,
  }: {
    query: { object: string; cluster?: string };
  }): Promise<Why> => {
    const known = await view.current();
    const asked: ObjectQuestion = {
      ...readQuestion(query.object),
      ...(query.cluster ? { cluster: query.cluster } : {}),
    };
    const written = declared.objects();
    const { object, candidates } = find(known, written, asked);
    const entry = object && known.index.get(object);
    const explanation = explainObject(
      object
        ? {
            name: object.name,
            kind: object.kind,
            ...(object.namespace ? { namespace: object.namespace } : {}),
            ...(object.cluster ? { cluster: object.cluster } : {}),
          }
        : asked,
      {
        index: known.index,
        grouping: groupObjects({ objects: known.index, profiles: PROFILES }),
        services: known.services,
        clusters: known.clusters,
        declared: written,
        now: now(),
      },
    );
    return {
      ...explanation,
      ...(object
        ? describe(object, entry, written)
        : { presence: 'none' as const, origins: [] }),
      candidates,
      caveats: [...known.caveats, ...declared.caveats()],
    };
  };
}
