import {
  lastKnown,
  Observation,
  TelemetryList,
  TelemetryPart,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

function countOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function showPart(
  name: string,
  observation: Observation<unknown>,
): TelemetryPart {
  const last = lastKnown(observation);
  const count = last && countOf(last.value);
  return {
    name,
    ok: observation.ok,
    source: observation.source,
    ...(last ? { observedAt: last.observedAt } : {}),
    ...(count === undefined ? {} : { count }),
    ...(observation.ok
      ? {}
      : { reason: observation.reason, since: observation.since }),
  };
}

function showReading(reading: TelemetryReading) {
  const { kind, id, serviceId, cluster, address, parts } = reading;
  return {
    id,
    type: kind,
    address,
    ...(cluster ? { cluster } : {}),
    ...(serviceId ? { serviceId } : {}),
    parts: Object.entries(parts).map(([name, part]) => showPart(name, part)),
  };
}

/** `GET /telemetry`. */
export function createListTelemetry({
  telemetry,
  now,
}: Pick<RouteSources, 'telemetry' | 'now'>) {
  return async (): Promise<TelemetryList> => {
    const systems = telemetry.current().map(showReading);
    return {
      systems,
      caveats:
        systems.length > 0
          ? []
          : [
              'No system with an API of its own was found among the services; add one under platform.telemetry when there is.',
            ],
      generatedAt: new Date(now()).toISOString(),
    };
  };
}
