import { failed, Observation } from '../../model';
import { ACCESS_MEASUREMENTS } from './measureAccess';
import { BACKUP_MEASUREMENTS } from './measureBackups';
import { DELIVERY_MEASUREMENTS } from './measureDelivery';
import { FIGURE_MEASUREMENTS } from './measureFigures';
import { INCIDENT_MEASUREMENTS } from './measureIncidents';
import { OBJECT_MEASUREMENTS } from './measureObjects';
import { POD_MEASUREMENTS } from './measurePods';
import { POLICY_MEASUREMENTS } from './measurePolicies';
import { SERVICE_MEASUREMENTS } from './measureServices';
import { STORAGE_MEASUREMENTS } from './measureStorage';
import { TELEMETRY_MEASUREMENTS } from './measureTelemetry';
import { Measurement, MeasuredValue, MeasurementInputs } from './types';

/** Every measurement that the portal makes. */
export const MEASUREMENTS: readonly Measurement[] = [
  ...POD_MEASUREMENTS,
  ...SERVICE_MEASUREMENTS,
  ...OBJECT_MEASUREMENTS,
  ...ACCESS_MEASUREMENTS,
  ...BACKUP_MEASUREMENTS,
  ...DELIVERY_MEASUREMENTS,
  ...POLICY_MEASUREMENTS,
  ...TELEMETRY_MEASUREMENTS,
  ...INCIDENT_MEASUREMENTS,
  ...STORAGE_MEASUREMENTS,
  ...FIGURE_MEASUREMENTS,
];

/** The measurement of this id, or `undefined`. */
export function findMeasurement(id: string): Measurement | undefined {
  return MEASUREMENTS.find(one => one.id === id);
}

/** What came of measurements, by id. */
export type Measured = ReadonlyMap<string, Observation<MeasuredValue>>;

/** One that throws is not measured, and harms no other. */
function measureSafely(
  { id, measure }: Measurement,
  inputs: MeasurementInputs,
): Observation<MeasuredValue> {
  try {
    return measure(inputs);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return failed({
      reason: `It could not be measured: ${what}.`,
      now: inputs.now,
      source: { kind: 'document', name: id },
    });
  }
}

/** Measures everything that can be measured; what cannot says why. */
export function measureAll(inputs: MeasurementInputs): Measured {
  return new Map(MEASUREMENTS.map(one => [one.id, measureSafely(one, inputs)]));
}
