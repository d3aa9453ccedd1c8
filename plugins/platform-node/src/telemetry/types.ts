import {
  Observation,
  TelemetryKind,
  TelemetryParts,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import { ApiPlace } from '../door/types';

/** Versions of DolphinScheduler whose paths differ; `auto` asks. */
export const DOLPHIN_VERSIONS = ['auto', '3.1', '3.2', '3.3'] as const;
/** A version of DolphinScheduler. */
export type DolphinVersion = (typeof DOLPHIN_VERSIONS)[number];

/** An entry of `platform.telemetry`. Frozen. */
export interface TelemetryEntry {
  kind: TelemetryKind;
  /** Id of the service that it is about. */
  service?: string;
  /** Where it is asked, in place of the service's own address. */
  url?: string;
  /** Sent with every question; secret. */
  headers: Readonly<Record<string, string>>;
  intervalMs?: number;
  /** DolphinScheduler only. */
  apiVersion: DolphinVersion;
  /** `false`: it is not read at all. */
  enabled: boolean;
}

/** One system that is to be read. */
export interface TelemetrySystem {
  /** The same as long as nothing about it changes. */
  key: string;
  kind: TelemetryKind;
  id: string;
  serviceId?: string;
  cluster?: string;
  /** For people: `grafana.monitoring:3000`. */
  address: string;
  /** Where it is asked; absent when it cannot be, and then `problem` says why. */
  place?: ApiPlace;
  problem?: string;
  /** Goes before every path: the context path of DolphinScheduler. */
  basePath: string;
  headers: Readonly<Record<string, string>>;
  intervalMs: number;
  apiVersion: DolphinVersion;
}

/** What a reader gives: an observation for every part, whatever happened. */
export type ReadParts<K extends TelemetryKind> = {
  [P in keyof TelemetryParts[K]]: Observation<TelemetryParts[K][P]>;
};

/** What the platform's own APIs say, as it is known now. */
export interface PlatformTelemetry {
  /**
   * Every system that is read: those that were found among the services, and those of `platform.telemetry`. A part
   * that cannot be read has the reason, since when, and what was last good.
   */
  current(): readonly TelemetryReading[];
  /**
   * Says which queries `owner` wants to judge, in the place of what it said before. Stores that hold too many series to
   * fetch are asked for those that these select; smaller ones are fetched whole.
   */
  wantQueries(owner: string, expressions: readonly string[]): void;
  /** Calls `listener` after systems were read; gives the function that stops that. */
  onChange(listener: () => void): () => void;
  /** Resolves when every system that is known was asked once, well or not. */
  whenReady(signal?: AbortSignal): Promise<void>;
}
