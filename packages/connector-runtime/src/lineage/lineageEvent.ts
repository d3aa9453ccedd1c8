/*
 * What OpenLineage wants to know of a run: which job, which data went in, which came out, and how it ended. The
 * shape follows the specification 2-0-2 (https://openlineage.io/spec/2-0-2/OpenLineage.json); there is no client for
 * it, since an event is one JSON document.
 */
import { createHash } from 'node:crypto';
import type { QualityResult } from '../quality/types';
import type { RowSchema } from '../schema';

/** How a run stands. */
export type LineageState = 'START' | 'COMPLETE' | 'FAIL';

/** A facet names who made it and what describes it. */
export interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
  readonly [key: string]: unknown;
}

/** A set of data, with what is known about it. */
export interface LineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Readonly<Record<string, Facet>>;
  readonly inputFacets?: Readonly<Record<string, Facet>>;
  readonly outputFacets?: Readonly<Record<string, Facet>>;
}

/** An OpenLineage RunEvent. */
export interface LineageEvent {
  readonly eventType: LineageState;
  /** ISO time. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: {
    /** A UUID; the same for every event of a run, also after it was resumed. */
    readonly runId: string;
    readonly facets: Readonly<Record<string, Facet>>;
  };
  readonly job: {
    readonly namespace: string;
    readonly name: string;
    readonly facets: Readonly<Record<string, Facet>>;
  };
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

/** What an event is made of. */
export interface LineageFacts {
  readonly state: LineageState;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly connector: string;
  readonly stream: string;
  readonly run: string;
  /** Where the data come from, such as `https://api.eia.gov`, and what is read there. */
  readonly from: { readonly namespace: string; readonly name: string };
  readonly to: {
    readonly namespace: string;
    readonly name: string;
    readonly schema: RowSchema;
  };
  readonly rows?: number;
  readonly quality?: readonly QualityResult[];
  /** Of a run that failed; free of secrets. */
  readonly error?: string;
}

const SPEC = 'https://openlineage.io/spec';
const PRODUCER = 'https://254carbon.com/connector-runtime';

function facet(schema: string, content: Record<string, unknown>): Facet {
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/${schema}`, ...content };
}

/** A UUID that follows from a text: the same run has the same id in every process. */
export function runUuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex[16], 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

function schemaFacet(schema: RowSchema): Facet {
  const fields = Object.entries(schema.properties).map(([name, column]) => ({
    name,
    type: [column.type].flat().join('|'),
    ...(column.description && { description: column.description }),
  }));
  return facet('facets/1-1-1/SchemaDatasetFacet.json', { fields });
}

function outputFacets(facts: LineageFacts): Record<string, Facet> {
  return facts.rows === undefined
    ? {}
    : {
        outputStatistics: facet(
          'facets/1-0-2/OutputStatisticsOutputDatasetFacet.json',
          { rowCount: facts.rows },
        ),
      };
}

function inputFacets(facts: LineageFacts): Record<string, Facet> {
  const assertions = (facts.quality ?? []).map(result => ({
    assertion: result.check,
    success: result.outcome === 'pass',
  }));
  return assertions.length === 0
    ? {}
    : {
        dataQualityAssertions: facet(
          'facets/1-0-1/DataQualityAssertionsDatasetFacet.json',
          { assertions },
        ),
      };
}

/** The event that says how a run stands. Pure. */
export function buildLineageEvent(facts: LineageFacts): LineageEvent {
  const { connector, stream, from, to } = facts;
  return {
    eventType: facts.state,
    eventTime: new Date(facts.now).toISOString(),
    producer: PRODUCER,
    schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
    run: {
      runId: runUuid(`${connector}/${stream}/${facts.run}`),
      facets:
        facts.error === undefined
          ? {}
          : {
              errorMessage: facet('facets/1-0-1/ErrorMessageRunFacet.json', {
                message: facts.error,
                programmingLanguage: 'JavaScript',
              }),
            },
    },
    job: {
      namespace: '254carbon',
      name: `${connector}.${stream}`,
      facets: {
        jobType: facet('facets/2-0-3/JobTypeJobFacet.json', {
          processingType: 'BATCH',
          integration: '254CARBON',
          jobType: 'CONNECTOR',
        }),
      },
    },
    inputs: [{ ...from, facets: {}, inputFacets: inputFacets(facts) }],
    outputs: [
      {
        namespace: to.namespace,
        name: to.name,
        facets: { schema: schemaFacet(to.schema) },
        outputFacets: outputFacets(facts),
      },
    ],
  };
}
