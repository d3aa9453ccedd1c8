import { lastKnown, Observation } from '../../model';
import { TelemetryReading } from '../../telemetry';
import { VolumeUsage } from './knowledge';

type Store = TelemetryReading<'prometheus' | 'victoria-metrics'>;

function isStore(reading: TelemetryReading): reading is Store {
  return reading.kind === 'prometheus' || reading.kind === 'victoria-metrics';
}

function usagesOf({ cluster, parts }: Store): VolumeUsage[] {
  const uses = lastKnown(parts.volumes)?.value ?? [];
  return cluster === undefined ? [] : uses.map(one => ({ cluster, ...one }));
}

/**
 * How full volumes are, as the stores of metrics tell it. A store that cannot be asked leaves what the others tell; when none tells, the
 * reason of the first is told.
 *
 * @returns `undefined` when no store is asked at all.
 */
export function readVolumeUsage(
  readings: readonly TelemetryReading[],
): Observation<readonly VolumeUsage[]> | undefined {
  const stores = readings.filter(isStore);
  const [first] = stores;
  if (!first) return undefined;
  const { volumes } =
    stores.find(({ parts }) => parts.volumes.ok)?.parts ?? first.parts;
  const value = stores.flatMap(usagesOf);
  if (volumes.ok) return { ...volumes, value };
  const { lastGood, ...failure } = volumes;
  return lastGood ? { ...failure, lastGood: { ...lastGood, value } } : failure;
}
