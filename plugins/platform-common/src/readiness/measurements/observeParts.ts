/** What the systems say that the portal reads, of one part of each. */
import { failed, Observation } from '../../model';
import { notGiven } from '../../rules';
import {
  combineObservations,
  findReadings,
  TelemetryKind,
  TelemetryReading,
} from '../../telemetry';
import { MeasurementInputs } from './types';

/** One part of every reading of some kinds, together; it fails when any of them does. */
export function observeParts<K extends TelemetryKind, T>(
  { knowledge, now }: MeasurementInputs,
  kind: K,
  what: string,
  partOf: (
    reading: Extract<TelemetryReading, { kind: K }>,
  ) => Observation<readonly T[]>,
): Observation<readonly T[]> {
  if (!knowledge?.telemetry) return notGiven('telemetry', now);
  const readings = findReadings(knowledge.telemetry, kind);
  if (readings.length === 0)
    return failed({
      reason: `No ${what} is read.`,
      now,
      source: { kind: 'api', name: kind },
      failure: 'not-asked',
    });
  const all = Object.fromEntries(
    readings.map(reading => [reading.id, partOf(reading)]),
  );
  return combineObservations(all, values => Object.values(values).flat());
}

/** The same from several kinds of systems; those of which none is read are left out, unless none of any is. */
export function observeAny<T>(
  inputs: MeasurementInputs,
  observations: readonly Observation<readonly T[]>[],
): Observation<readonly T[]> {
  if (!inputs.knowledge?.telemetry) return observations[0];
  const read = observations.filter(
    one => one.ok || one.failure !== 'not-asked',
  );
  if (read.length === 0) return observations[0];
  const all = Object.fromEntries(read.map((one, i) => [String(i), one]));
  return combineObservations(all, values => Object.values(values).flat());
}
