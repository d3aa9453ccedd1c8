/** The systems whose own APIs the portal reads, and what it reads of each. */
import { Figure } from './figures';
import { Observation } from '../model';
import {
  DashboardsView,
  GrafanaAlertRule,
  GrafanaDatasource,
  GrafanaHealth,
} from './dashboards';
import {
  AlertmanagerStatus,
  Build,
  LoadedRule,
  LogStreams,
  NewestLog,
  RaisedAlert,
  SeriesView,
  Silence,
  TargetsView,
  VolumeUse,
} from './metrics';
import {
  FailedTasks,
  RunsView,
  RunStatistics,
  TaskLogs,
  Workflow,
  WorkflowProject,
  WorkflowSchedule,
  WorkflowTexts,
} from './workflows';

/** Systems that the portal reads. */
export const TELEMETRY_KINDS = [
  'prometheus',
  'victoria-metrics',
  'vmagent',
  'vmalert',
  'alertmanager',
  'loki',
  'grafana',
  'dolphinscheduler',
] as const;
/** A system that the portal reads. */
export type TelemetryKind = (typeof TELEMETRY_KINDS)[number];

interface MetricsParts {
  build: Build;
  series: SeriesView;
  targets: TargetsView;
  rules: LoadedRule[];
  alerts: RaisedAlert[];
  /** The volumes whose use it stores. */
  volumes: VolumeUse[];
  /** What it told of the questions that every store is asked. */
  figures: Figure[];
}

/** What is read of each kind of system, by the name of the part. */
export interface TelemetryParts {
  prometheus: MetricsParts;
  'victoria-metrics': MetricsParts;
  vmagent: Pick<MetricsParts, 'targets'>;
  vmalert: Pick<MetricsParts, 'rules' | 'alerts'>;
  alertmanager: {
    status: AlertmanagerStatus;
    alerts: RaisedAlert[];
    silences: Silence[];
    receivers: string[];
  };
  loki: {
    ready: { ready: boolean };
    build: Build;
    labels: string[];
    streams: LogStreams;
    newest: NewestLog;
  };
  grafana: {
    health: GrafanaHealth;
    dashboards: DashboardsView;
    datasources: GrafanaDatasource[];
    alertRules: GrafanaAlertRule[];
  };
  dolphinscheduler: {
    projects: WorkflowProject[];
    workflows: Workflow[];
    /** What each of them does. */
    definitions: WorkflowTexts;
    schedules: WorkflowSchedule[];
    runs: RunsView;
    failedTasks: FailedTasks;
    /** What logs say against the success of their tasks. */
    logs: TaskLogs;
    /** Of runs of workflows, by their state. */
    statistics: RunStatistics;
    /** Of tasks, by their state. */
    taskStatistics: RunStatistics;
  };
}

/** What is known of the parts of one system: each with source and age, or why there is none. */
export type PartObservations<K extends TelemetryKind> = {
  [P in keyof TelemetryParts[K]]: Observation<TelemetryParts[K][P]>;
};

/** The readings of one kind. */
export function findReadings<K extends TelemetryKind>(
  readings: readonly TelemetryReading[],
  kind: K,
): Extract<TelemetryReading, { kind: K }>[] {
  return readings.filter(
    (reading): reading is Extract<TelemetryReading, { kind: K }> =>
      reading.kind === kind,
  );
}

/** One system that is read, and what is known of it. */
export type TelemetryReading<K extends TelemetryKind = TelemetryKind> = {
  [Kind in K]: {
    kind: Kind;
    /** Id of the service, or the host of a configured address. */
    id: string;
    /** Id of the service that it is, when it was found or named by one. */
    serviceId?: string;
    cluster?: string;
    /** What is asked: `victoria-metrics.victoria-metrics:8428` or an address. */
    address: string;
    parts: PartObservations<Kind>;
  };
}[K];
