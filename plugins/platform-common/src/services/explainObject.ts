/**
 * "Why is X (not) here?" The way of any object through the rules, told station by station: is its cluster
 * read, is its kind read, was it seen, does a manifest declare it, whose part is it, which rule placed
 * it, which service and which entity came of it. Where the way ends, it says what to change. What cannot
 * be known at present is told as unknown, never as absent.
 */
import { InventoryObject } from '../kubernetes';
import { Explanation, ObjectQuestion, Service } from '../model';
import { ExplainInput } from './ExplainInput';
import { explainFound } from './explainFound';
import { explainMissing } from './explainMissing';
import { findObjects } from './findObjects';
import { nameObject } from './readSettings';

/** The service that a bare name means: by id, by a former id, by title. */
function findService(
  { name, kind, namespace, cluster }: ObjectQuestion,
  services: readonly Service[],
): Service | undefined {
  if (kind !== undefined) return undefined;
  const fits = services.filter(
    service =>
      (namespace === undefined || service.namespace === namespace) &&
      (cluster === undefined || service.cluster === cluster),
  );
  const lower = name.toLowerCase();
  return (
    fits.find(({ id }) => id === lower) ??
    fits.find(({ formerIds }) => formerIds.includes(lower)) ??
    fits.find(({ title }) => title.toLowerCase() === lower)
  );
}

/** The object that stands for a service: its first essential workload. */
function standInOf(
  service: Service,
  { grouping }: ExplainInput,
): InventoryObject | undefined {
  const group = grouping.groups.find(({ id }) => id === service.id);
  const workloads = group?.workloads ?? [];
  return (workloads.find(({ optional }) => !optional) ?? workloads[0])?.entry;
}

/**
 * Why an object is, or is not, in the catalog: the chain from the object over the rule to the service
 * and its entity. A bare name may be that of a service; among several objects of a name the one that
 * runs is explained and the others are named. Total: what nobody has heard of has an explanation too.
 */
export function explainObject(
  question: ObjectQuestion,
  input: ExplainInput,
): Explanation {
  const found = findObjects(input.index, question);
  const service = findService(question, input.services);
  const standIn = service && standInOf(service, input);
  const [first] = found;
  const entry = standIn && !found.includes(standIn) ? standIn : first;
  if (!entry) return explainMissing(question, input);
  const others = found
    .filter(other => other !== entry)
    .map(({ cluster, object }) => `${nameObject(object)} of ${cluster}`);
  return explainFound(entry, input, {
    others: [...new Set(others)].slice(0, 5),
    ...(service ? { askedFor: service, name: question.name } : {}),
  });
}
