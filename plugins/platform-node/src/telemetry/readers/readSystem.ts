import {
  TelemetryKind,
  TelemetryParts,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import { Asker } from '../createAsker';
import { DolphinVersion, ReadParts } from '../types';
import { readAlertmanager } from './readAlertmanager';
import { Kept } from './kept';
import { readDolphinScheduler } from './readDolphinScheduler';
import { readGrafana } from './readGrafana';
import { readLoki } from './readLoki';
import { readAgent, readMetrics, readRules } from './readMetrics';

/** One round of reading. */
export interface ReadRound {
  asker: Asker;
  /** Milliseconds since the epoch. */
  now: number;
  apiVersion: DolphinVersion;
  /** Selectors of series that somebody wants to know about. */
  wanted: readonly string[];
  /** What earlier rounds read of a scheduler; brought up to date. */
  kept?: Kept;
}

type Reader<K extends TelemetryKind> = (
  round: ReadRound,
) => Promise<ReadParts<K>>;

const READERS: { [K in TelemetryKind]: Reader<K> } = {
  prometheus: ({ asker, now, wanted }) => readMetrics(asker, now, wanted),
  'victoria-metrics': ({ asker, now, wanted }) =>
    readMetrics(asker, now, wanted),
  vmagent: ({ asker }) => readAgent(asker),
  vmalert: ({ asker }) => readRules(asker),
  alertmanager: ({ asker }) => readAlertmanager(asker),
  loki: ({ asker, now }) => readLoki(asker, now),
  grafana: ({ asker }) => readGrafana(asker),
  dolphinscheduler: ({ asker, now, apiVersion, kept }) =>
    readDolphinScheduler(asker, now, apiVersion, kept),
};

/** The parts of a system of this kind, read once. */
export async function readSystem<K extends TelemetryKind>(
  kind: K,
  round: ReadRound,
): Promise<ReadParts<K>> {
  const read: Reader<K> = READERS[kind];
  return read(round);
}

/** Any reading's parts by name, for those who treat them all alike. */
export type AnyParts = Record<
  string,
  TelemetryReading['parts'][keyof TelemetryReading['parts']]
>;

/** Names of parts of a kind. */
export type PartName<K extends TelemetryKind> = keyof TelemetryParts[K];
