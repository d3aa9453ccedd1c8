/** What is written for people: owner, description, runbooks. */
import {
  annotationOf,
  KubernetesObject,
  readOwnerWord,
} from '../../kubernetes';
import { describeUnknown, lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { judgeRunbookFreshness, RunbookFreshness } from '../../runbooks';
import { DeclaredTree } from '../../declared';
import { FactContext, workloadResources, workloadsOf } from './context';
import { observeFact } from './readKinds';
import { once } from './once';
import { bookIds, booksNaming, nameInRef } from './books';
import { declaredTrees, treesAre } from './trees';
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

function namesOwner(object: KubernetesObject): boolean {
  return (
    annotationOf(object, '254carbon.com/owner') !== undefined ||
    readOwnerWord(object) !== undefined
  );
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
    const hasProfile = service.profileId !== undefined;
    return {
      owner: service.owner,
      ownerSaid:
        hasProfile ||
        [...owners, ...namespaces].some(({ object }) => namesOwner(object)),
      description: service.description,
      descriptionSaid:
        service.description.trim() !== '' &&
        service.description !== describeUnknown(service),
    };
  });
}

/** Whether an alert of this name is written in a tree, or loaded by what evaluates alerts. */
function alertsAre(
  context: FactContext,
  trees: readonly DeclaredTree[],
): (name: string) => boolean {
  const written = once(
    treesAre(context),
    'alert names',
    () =>
      new Set(
        trees
          .flatMap(({ artefacts }) => artefacts)
          .filter(({ kind }) => kind === 'alert-rule')
          .map(({ name }) => name),
      ),
  );
  const loaded =
    context.telemetry &&
    once(context.telemetry, `alert names ${context.service.cluster}`, () =>
      loadedAlerts(context),
    );
  return name => written.has(name) || loaded?.has(name) === true;
}

function loadedAlerts(context: FactContext): Set<string> {
  const loaded = readingsOf(context, [
    'prometheus',
    'victoria-metrics',
    'vmalert',
  ]).flatMap(
    ({ parts }) => lastKnown(parts.rules)?.value.map(({ name }) => name) ?? [],
  );
  const own = readingsOf(context, ['grafana']).flatMap(
    ({ parts }) =>
      lastKnown(parts.alertRules)?.value.map(({ title }) => title) ?? [],
  );
  return new Set([...loaded, ...own]);
}

/** The runbooks that name the service. */
export function extractRunbooks(
  context: FactContext,
): Observation<readonly RunbookFact[]> {
  const { service, services, now } = context;
  const declared = lastKnown(declaredTrees(context))?.value;
  const trees = declared ?? [];
  const isAlert = alertsAre(context, trees);
  const unsure =
    !declared || trees.some(({ notRendered }) => notRendered.length > 0);
  const ids =
    services &&
    once(
      services,
      'ids',
      () => new Set(services.flatMap(one => [one.id, ...one.formerIds])),
    );
  const names = [service.id, ...service.formerIds];
  return mapObservation(booksNaming(context, names), books =>
    books.map(book => ({
      object: `runbook ${book.id} (${book.place})`,
      id: book.id,
      fresh: judgeRunbookFreshness(book.lastVerified, now),
      lastVerified: book.lastVerified,
      // A reference may name the same service as a component or a resource; one of them is enough.
      missingServices: ids
        ? book.services.filter(ref => !ids.has(nameInRef(ref)))
        : [],
      missingAlerts: book.alerts.filter(name => !isAlert(name)),
      unsure,
    })),
  );
}

/** Ids of all runbooks that are known. */
export function extractRunbookIds(
  context: FactContext,
): Observation<readonly string[]> {
  return bookIds(context);
}
