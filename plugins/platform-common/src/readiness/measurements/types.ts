/**
 * Measurements: figures of the whole platform that follow from what the portal reads. Each is a range, because not everything is
 * always known: what cannot be told for some objects widens it, and what cannot be read at all makes it no measurement.
 */
import type { Incident } from '../../contracts/platformIncidents';
import { KubernetesIndex } from '../../kubernetes';
import { ClusterState, Observation, Service } from '../../model';
import { Knowledge } from '../../rules';
import { KpiUnit } from '../kpis';

/** The failures of services that the portal recorded. */
export interface IncidentHistory {
  /** Those that last, and those that ended since `from`. */
  incidents: readonly Incident[];
  /** It is known from here on: ISO 8601 UTC. */
  from: string;
}

/** What measurements look at. */
export interface MeasurementInputs {
  services: readonly Service[];
  index: KubernetesIndex;
  clusters: readonly ClusterState[];
  /** What is known besides live objects; what is missing leaves its measurements undone. */
  knowledge?: Knowledge;
  /** What the portal recorded of failures; absent where nobody records. */
  incidents?: Observation<IncidentHistory>;
  /** Milliseconds since the epoch. */
  now: number;
}

/** What came of a measurement. */
export interface MeasuredValue {
  /** Both ends; the same when it is known exactly. */
  low: number;
  high: number;
  /** What it is made of: `96 of 104 pods`. */
  detail: string;
}

/** A figure of the whole platform. */
export interface Measurement {
  /** Kebab-case; what KPIs and claims name. */
  id: string;
  title: string;
  unit: KpiUnit;
  /** Measures; a failed observation says why it cannot. Pure. */
  measure(inputs: MeasurementInputs): Observation<MeasuredValue>;
}
