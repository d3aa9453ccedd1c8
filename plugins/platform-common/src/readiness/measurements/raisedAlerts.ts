import { Observation } from '../../model';
import { RaisedAlert } from '../../telemetry';
import { observeAny, observeParts } from './observeParts';
import { MeasurementInputs } from './types';

/** The alerts that are raised, by whoever evaluates rules or is told of alerts. */
export function observeRaisedAlerts(
  inputs: MeasurementInputs,
): Observation<readonly RaisedAlert[]> {
  return observeAny(inputs, [
    observeParts(
      inputs,
      'alertmanager',
      'Alertmanager',
      ({ parts }) => parts.alerts,
    ),
    observeParts(inputs, 'vmalert', 'vmalert', ({ parts }) => parts.alerts),
    observeParts(
      inputs,
      'prometheus',
      'Prometheus',
      ({ parts }) => parts.alerts,
    ),
    observeParts(
      inputs,
      'victoria-metrics',
      'VictoriaMetrics',
      ({ parts }) => parts.alerts,
    ),
  ]);
}
