/**
 * What may be known besides the live objects. Every part is optional, and a part that nobody gives is not an empty one: the
 * facts made of it come out as failed, and the rules that ask for them say *unknown*, with the reason.
 */
import {
  DeclaredComparison,
  DeclaredOrigin,
  DeclaredTree,
} from '../../declared';
import { failed, Observation, Service } from '../../model';
import { PipelineQuota, PipelineSink, PipelineStep } from '../../pipelines';
import { TelemetryReading } from '../../telemetry';

/** A pipeline as it is defined, in a scheduler or in a file. */
export interface PipelineDefinition {
  /** Name by which runs of it are known. */
  name: string;
  /** Id of the service that runs it: `dolphinscheduler`. */
  serviceId: string;
  origin?: DeclaredOrigin;
  /** `kubernetes` has five fields, `quartz` six or seven. */
  schedule?: {
    expression: string;
    dialect: 'kubernetes' | 'quartz';
    /** Absent when it is the scheduler's own. */
    timeZone?: string;
  };
  steps: readonly PipelineStep[];
  /** Where its results go: `topic prices`, `table iceberg.raw.eia`; absent when the definition does not say. */
  sinks?: readonly PipelineSink[];
  /** Files of the tree, so far as it was read whole; absent when that is not known. */
  knownFiles?: readonly string[];
  /** Requests that it makes of a source a day, and what the source allows. */
  quota?: PipelineQuota;
}

/** How full a volume is. */
export interface VolumeUsage {
  cluster: string;
  namespace: string;
  claim: string;
  /** 0 to 1. */
  used: number;
  /** Hours until it is full at the present pace; absent when it does not fill, or nobody knows. */
  fullInHours?: number;
}

/** What an external address said when it was asked from outside. */
export interface ExternalAnswer {
  /** `trino.example.com`, without scheme and path. */
  host: string;
  /** Cluster whose route names the host; absent when it is any. */
  cluster?: string;
  /** What was asked there; absent when the answer stands for the whole host. */
  path?: string;
  /** It is the path by which an authority proves the host, asked as the authority asks it: without an identity. */
  challenge?: true;
  /** HTTP status; absent when there was no answer. */
  status?: number;
  /** Why there was no answer, or why the one that came says little. */
  reason?: string;
  /** What failed when the question was put and no answer came. */
  fault?: ExternalFault;
  /** The question was not put, or not from a place that could: nothing is known, and `reason` says why. */
  notAsked?: true;
  /** Somebody else answered in place of the service: a login, a redirect to another host. */
  behind?: true;
}

/** What failed between the portal and an external address. */
export type ExternalFault =
  | 'name'
  | 'certificate'
  | 'timeout'
  | 'connection'
  | 'protocol';

/** A runbook that the portal keeps. */
export interface KnownRunbook {
  id: string;
  /** Entity refs of the services that it mends: `component:default/trino`. */
  services: readonly string[];
  /** Names of the alerts that it is for. */
  alerts: readonly string[];
  /** `never`, or a date. */
  lastVerified: string;
}

/** The tables that a lake lists. */
export interface LakeListing {
  /** Cluster that the lake stands in; absent when it is any. */
  cluster?: string;
  /** `namespace.name`, in order; those that it refuses to list are not among them. */
  names: readonly string[];
}

/** What is known besides live objects; each part with source and age. */
export interface Knowledge {
  /** Every service, for what one means to others. */
  services?: readonly Service[];
  /** What manifests declare, tree by tree. */
  declared?: readonly Observation<DeclaredTree>[];
  /** What is declared laid upon what is observed. */
  comparison?: Observation<DeclaredComparison>;
  /** What the platform's own systems say. */
  telemetry?: readonly TelemetryReading[];
  /** The runbooks of the portal, besides those that lie with the manifests. */
  runbooks?: Observation<readonly KnownRunbook[]>;
  pipelines?: Observation<readonly PipelineDefinition[]>;
  volumeUsage?: Observation<readonly VolumeUsage[]>;
  externalAnswers?: Observation<readonly ExternalAnswer[]>;
  lakeTables?: Observation<LakeListing>;
}

/** Why a part that nobody gives is not known. */
const NOT_GIVEN = {
  services: 'The other services are not given to this judgement.',
  declared:
    'No manifests are read: name their folders or repositories in the configuration.',
  comparison:
    'What is declared has not been laid upon what runs: no manifests are read.',
  telemetry:
    'The systems that watch the platform are not asked by this judgement.',
  runbooks: 'No runbooks are read.',
  pipelines: 'No definitions of pipelines are read.',
  volumeUsage:
    'How full volumes are is not measured: no store of metrics is asked for it.',
  externalAnswers: 'External addresses are not asked from outside.',
  lakeTables: 'No lake is asked for its tables.',
} as const;

/** The failed observation of a part of {@link Knowledge} that nobody gives. */
export function notGiven<T>(
  part: keyof Knowledge,
  now: number,
): Observation<T> {
  return failed({
    reason: NOT_GIVEN[part],
    now,
    source: { kind: 'document', name: part },
    failure: 'not-asked',
  });
}
