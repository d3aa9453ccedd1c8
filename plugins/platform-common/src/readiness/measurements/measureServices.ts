/** Services, as their health is judged. */
import { Observation, Service } from '../../model';
import {
  deriveOrExplain,
  exactly,
  observeEverywhere,
  presentServices,
  shareOf,
} from './observeEverywhere';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

/** Services that are meant to be up, with the age of the newest look at any of them. */
function observeServices(
  inputs: MeasurementInputs,
): Observation<readonly Service[]> {
  const times = inputs.services.flatMap(
    ({ health }) => health.observedAt ?? [],
  );
  return {
    ok: true,
    value: presentServices(inputs).filter(({ expectedDown }) => !expectedDown),
    observedAt: times.sort().at(-1) ?? new Date(inputs.now).toISOString(),
    source: { kind: 'cluster', name: 'health of all services' },
  };
}

/** How many are in one of the states for certain, and of how many it is not known. */
function countBy(services: readonly Service[], states: readonly string[]) {
  const isOpen = ({ health }: Service) =>
    health.state === 'unknown' || health.stale;
  return {
    good: services.filter(
      one => !isOpen(one) && states.includes(one.health.state),
    ).length,
    open: services.filter(isOpen).length,
  };
}

function measure(
  inputs: MeasurementInputs,
  derive: (services: readonly Service[]) => MeasuredValue,
): Observation<MeasuredValue> {
  return deriveOrExplain(observeServices(inputs), inputs.now, services =>
    services.length === 0 ? 'No service is known.' : derive(services),
  );
}

/** Figures about services. */
export const SERVICE_MEASUREMENTS: readonly Measurement[] = [
  {
    id: 'services-healthy-share',
    title: 'Services that are healthy',
    unit: 'percent',
    measure: inputs =>
      measure(inputs, services =>
        shareOf(
          { ...countBy(services, ['healthy']), of: services.length },
          'services are healthy; those that are expected to be down are left out',
        ),
      ),
  },
  {
    id: 'services-running',
    title: 'Services that run',
    unit: 'count',
    measure: inputs =>
      measure(inputs, services => {
        const { good, open } = countBy(services, ['healthy', 'degraded']);
        return {
          low: good,
          high: good + open,
          detail: `${good} of ${services.length} services are up, and of ${open} it is not known`,
        };
      }),
  },
  {
    id: 'services-known',
    title: 'Services that the portal knows',
    unit: 'count',
    measure: inputs =>
      deriveOrExplain(
        observeEverywhere(
          inputs,
          ['pods', 'apps/deployments'],
          () => presentServices(inputs).length,
        ),
        inputs.now,
        count => exactly(count, `${count} services; planned ones are left out`),
      ),
  },
];
