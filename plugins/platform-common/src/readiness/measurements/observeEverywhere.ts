import { InventoryObject } from '../../kubernetes';
import { failed, lastKnown, Observation, Service, Source } from '../../model';
import { extractFacts, FactName, FactValues, observeFact } from '../../rules';
import { combineObservations, mapObservation } from '../../telemetry';
import { MeasuredValue, MeasurementInputs } from './types';

/** A value that is known exactly. */
export function exactly(value: number, detail: string): MeasuredValue {
  return { low: value, high: value, detail };
}

/** Cut after two digits, so that only everything is 100 %. */
function percent(part: number, of: number): number {
  return Math.floor((part * 10_000) / of) / 100;
}

/** A share in percent, of which some may be good and nobody knows; `of` is above 0. */
export function shareOf(
  parts: { good: number; open?: number; of: number },
  what: string,
): MeasuredValue {
  const { good, open = 0, of } = parts;
  const unsaid = open > 0 ? `; of ${open} it is not known` : '';
  return {
    low: percent(good, of),
    high: percent(good + open, of),
    detail: `${good} of ${of} ${what}${unsaid}`,
  };
}

/** What nothing is there to measure of. */
export function nothingToMeasure(
  reason: string,
  now: number,
  source: Source = { kind: 'cluster', name: 'all clusters' },
): Observation<never> {
  return failed({ reason, now, source, failure: 'not-asked' });
}

/** A derived value, or none with the reason: a quotient of nothing is not zero. */
export function deriveOrExplain<A>(
  observation: Observation<A>,
  now: number,
  derive: (value: A) => MeasuredValue | string,
): Observation<MeasuredValue> {
  const known = lastKnown(observation);
  if (!known) return observation as Observation<never>;
  const derived = derive(known.value);
  return typeof derived === 'string'
    ? nothingToMeasure(derived, now, observation.source)
    : mapObservation(observation, () => derived);
}

/**
 * Objects of some kinds in all clusters: observed when each of the kinds can be read in each cluster, or is not served there.
 *
 * @param resources - Without version: `pods`, `apps/deployments`.
 */
export function observeEverywhere<T>(
  { clusters, now }: MeasurementInputs,
  resources: readonly string[],
  build: () => T,
): Observation<T> {
  if (clusters.length === 0)
    return nothingToMeasure(
      'No cluster is read; name one in the kubernetes section of the configuration.',
      now,
    );
  const each = Object.fromEntries(
    clusters.map(cluster => [
      cluster.name,
      observeFact(
        { service: { cluster: cluster.name }, cluster, now },
        resources,
        () => true,
      ),
    ]),
  );
  return combineObservations(each, () => build());
}

/** Objects of a kind and API group, in all clusters. */
export function objectsOf(
  { index }: MeasurementInputs,
  kind: string,
  group: string,
): readonly InventoryObject[] {
  return index
    .byKind(kind)
    .filter(({ object }) => object.apiVersion.split('/')[0] === group);
}

/** The services that are there, not planned. */
export function presentServices({
  services,
}: MeasurementInputs): readonly Service[] {
  return services.filter(({ lifecycle }) => lifecycle !== 'planned');
}

/** A fact about one service. */
export interface ServiceFact<F extends FactName> {
  service: Service;
  fact: FactValues[F];
}

/** A fact about every service; it fails where the fact of any service was never known. */
export function observeFacts<F extends FactName, T>(
  inputs: MeasurementInputs,
  name: F,
  collect: (facts: readonly ServiceFact<F>[]) => T,
): Observation<T> {
  const { index, clusters, knowledge, now } = inputs;
  const services = presentServices(inputs);
  if (services.length === 0)
    return nothingToMeasure('No service is known.', now);
  const each = services.map(service => {
    const cluster = clusters.find(one => one.name === service.cluster);
    const context = {
      services: inputs.services,
      ...knowledge,
      service,
      index,
      cluster,
      now,
    };
    const observation: Observation<FactValues[F]> = extractFacts(context, [
      name,
    ])[name];
    return { service, observation };
  });
  const all = Object.fromEntries(
    each.map(({ service, observation }) => [service.id, observation]),
  );
  return combineObservations(all, () =>
    collect(
      each.flatMap(({ service, observation }): ServiceFact<F>[] => {
        const known = lastKnown(observation);
        return known ? [{ service, fact: known.value }] : [];
      }),
    ),
  );
}
