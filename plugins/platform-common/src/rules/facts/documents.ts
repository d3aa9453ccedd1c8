/** What is written for people: owner, description, runbooks. */
import { annotationOf } from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { judgeRunbookFreshness, RunbookFreshness } from '../../runbooks';
import { DeclaredTree } from '../../declared';
import { FactContext, workloadResources, workloadsOf } from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { declaredTrees, notRenderedFor, treesAre } from './trees';
import { readingsOf } from './watching';

/** What is written of the service itself. */
export interface PaperFact {
  owner: string;
  /** Somebody said so, or its profile does; else it is the default of the platform. */
  ownerSaid: boolean;
  description: string;
  descriptionSaid: boolean;
}

/** A runbook about the service. */
export interface RunbookFact {
  /** `runbook trino-down (runbooks/trino-down.md:1)`. */
  object: string;
  id: string;
  fresh: RunbookFreshness;
  lastVerified: string;
  /** Services that it names and that there are none of. */
  missingServices: readonly string[];
  /** Alerts that it names and that exist nowhere; `unsure` when a chart was not rendered or rules are not read. */
  missingAlerts: readonly string[];
  unsure: boolean;
}

/** Owner and description of the service. */
export function extractPaper(context: FactContext): Observation<PaperFact> {
  const { service } = context;
  return observeFact(context, workloadResources(context), () => {
    const known = workloadsOf(context).flatMap(({ entry }) => entry ?? []);
    const spaces = new Set(
      known.map(
        ({ cluster, object }) => `${cluster} ${object.metadata.namespace}`,
      ),
    );
    const namespaces = [...spaces].flatMap(place => {
      const [cluster, name] = place.split(' ');
      return context.index.get({ cluster, kind: 'Namespace', name }) ?? [];
    });
    const owners = known.flatMap(one => [one, ...context.index.ownersOf(one)]);
    const says = (name: string, entries: typeof known) =>
      entries.some(({ object }) => annotationOf(object, name) !== undefined);
    const hasProfile = service.profileId !== undefined;
    return {
      owner: service.owner,
      ownerSaid:
        hasProfile || says('254carbon.com/owner', [...owners, ...namespaces]),
      description: service.description,
      descriptionSaid:
        (hasProfile && service.description !== '') ||
        says('254carbon.com/description', owners),
    };
  });
}

interface Book {
  id: string;
  place: string;
  services: readonly string[];
  alerts: readonly string[];
  lastVerified: string;
}

function booksOf(
  context: FactContext,
  trees: readonly DeclaredTree[],
): Map<string, Book[]> {
  return once(treesAre(context), 'runbooks', () => {
    const found = new Map<string, Book[]>();
    const split = (text = '') =>
      text
        .split(',')
        .map(one => one.trim())
        .filter(Boolean);
    for (const { kind, name, details, origin } of trees.flatMap(
      ({ artefacts }) => artefacts,
    )) {
      if (kind !== 'runbook') continue;
      const book = {
        id: name,
        place: `${origin.path}:${origin.line}`,
        services: split(details.services),
        alerts: split(details.alerts),
        lastVerified: details.lastVerified ?? 'never',
      };
      for (const ref of new Set(
        book.services.map(one => one.split('/').at(-1)!.toLowerCase()),
      ))
        found.set(ref, [...(found.get(ref) ?? []), book]);
    }
    return found;
  });
}

function knownAlerts(
  context: FactContext,
  trees: readonly DeclaredTree[],
): Set<string> {
  return once(treesAre(context), 'alert names', () => {
    const written = trees
      .flatMap(({ artefacts }) => artefacts)
      .filter(({ kind }) => kind === 'alert-rule')
      .map(({ name }) => name);
    const loaded = readingsOf(context, [
      'prometheus',
      'victoria-metrics',
      'vmalert',
    ]).flatMap(
      ({ parts }) =>
        lastKnown(parts.rules)?.value.map(({ name }) => name) ?? [],
    );
    const own = readingsOf(context, ['grafana']).flatMap(
      ({ parts }) =>
        lastKnown(parts.alertRules)?.value.map(({ title }) => title) ?? [],
    );
    return new Set([...written, ...loaded, ...own]);
  });
}

/** The runbooks that name the service. */
export function extractRunbooks(
  context: FactContext,
): Observation<readonly RunbookFact[]> {
  const { service, services, now } = context;
  return mapObservation(declaredTrees(context), trees => {
    const books = booksOf(context, trees);
    const ids =
      services &&
      once(
        services,
        'ids',
        () => new Set(services.flatMap(one => [one.id, ...one.formerIds])),
      );
    const own = [service.id, ...service.formerIds].flatMap(
      id => books.get(id.toLowerCase()) ?? [],
    );
    const alerts = knownAlerts(context, trees);
    const unsure =
      notRenderedFor(context, []).length > 0 ||
      trees.some(({ notRendered }) => notRendered.length > 0);
    return [...new Set(own)].map(book => ({
      object: `runbook ${book.id} (${book.place})`,
      id: book.id,
      fresh: judgeRunbookFreshness(book.lastVerified, now),
      lastVerified: book.lastVerified,
      // A reference may name the same service as a component or a resource; one of them is enough.
      missingServices: ids
        ? book.services.filter(
            ref => !ids.has(ref.split('/').at(-1)!.toLowerCase()),
          )
        : [],
      missingAlerts: book.alerts.filter(name => !alerts.has(name)),
      unsure,
    }));
  });
}

/** Ids of all runbooks that are known. */
export function extractRunbookIds(
  context: FactContext,
): Observation<readonly string[]> {
  return mapObservation(declaredTrees(context), trees =>
    once(treesAre(context), 'runbook ids', () =>
      trees
        .flatMap(({ artefacts }) => artefacts)
        .filter(({ kind }) => kind === 'runbook')
        .map(({ name }) => name),
    ),
  );
}
