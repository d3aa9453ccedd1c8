/*
 * What a stream could look like, asked of the source itself. A source that describes its data is believed (EIA: a route
 * without `/data/` tells facets, frequencies and periods); of any other one page is read and its rows are looked at.
 */
import type { StreamDeclaration } from '../declaration';
import { ConnectorError } from '../errors';
import { valueAt } from '../places';
import type { ColumnSchema } from '../schema';
import { createSource } from './createSource';
import { cursorCandidatesOf, guessSchema } from './guessSchema';
import { pageAddress } from './address';
import { judgeAnswer } from './judgeAnswer';
import { Requester } from './Requester';
import type { Discovery, SourceOptions, Window } from './types';

const DATA_ROUTE = /\/data\/?$/;
const EIA_TEXT: ColumnSchema = { type: ['string', 'null'] };

function namesAt(document: unknown, place: string): string[] {
  const found = valueAt(document, place);
  const list: readonly unknown[] = Array.isArray(found) ? found : [];
  return list.map(one => String(valueAt(one, 'id')));
}

function textAt(document: unknown, place: string): string {
  const value = valueAt(document, place);
  return typeof value === 'string' ? value : '';
}

async function discoverEia(options: SourceOptions): Promise<Discovery> {
  const { declaration, stream, secret, ports } = options;
  const requester = new Requester({ declaration, secret, ports });
  const route = { ...stream, parameters: {}, cursor: undefined };
  const document = await requester.ask({
    url: pageAddress({
      declaration,
      stream: { ...route, path: stream.path.replace(DATA_ROUTE, '/') },
      window: {},
      parameters: {},
      now: ports.clock.now(),
    }),
    stream: stream.name,
    judge: answer => judgeAnswer(declaration, stream, answer),
  });
  await requester.close();
  const about = document === 'nothing' ? undefined : document.document;
  const data = Object.keys(Object(valueAt(about, 'response.data')));
  if (data.length === 0) {
    throw new ConnectorError(
      'contract',
      `The route of '${stream.name}' describes no data; correct its path, which ends in /data/.`,
    );
  }
  const facets = namesAt(about, 'response.facets');
  const properties = Object.fromEntries<ColumnSchema>([
    ['period', { type: 'string', description: 'Start of the period.' }],
    ...facets.map((facet): [string, ColumnSchema] => [facet, EIA_TEXT]),
    ...data.map((column): [string, ColumnSchema] => [
      column,
      {
        type: ['string', 'null'],
        format: 'decimal',
        description: textAt(about, `response.data.${column}.alias`),
      },
    ]),
  ]);
  return {
    stream: stream.name,
    from: 'metadata',
    schema: {
      type: 'object',
      required: ['period', ...facets],
      additionalProperties: true,
      properties,
    },
    sampled: 0,
    cursorCandidates: ['period'],
    notes: {
      description: textAt(about, 'response.description'),
      startPeriod: textAt(about, 'response.startPeriod'),
      endPeriod: textAt(about, 'response.endPeriod'),
      frequencies: namesAt(about, 'response.frequency').join(', '),
      facets: facets.join(', '),
    },
  };
}

/** Whether a stream reads EIA v2: it says so, or its route and the place of its rows do. */
function looksLikeEia(stream: StreamDeclaration): boolean {
  return (
    DATA_ROUTE.test(stream.path) &&
    (stream.metadata === 'eia-v2' || stream.recordsAt === 'response.data')
  );
}

async function discoverSample(
  options: SourceOptions,
  window: Window | undefined,
): Promise<Discovery> {
  const { stream } = options;
  const source = createSource(options);
  try {
    const page = await source.readPage({
      window: window ?? { from: stream.cursor?.initial },
      partition: stream.partitions?.[0],
    });
    if (page.records.length === 0) {
      throw new ConnectorError(
        'contract',
        `The first page of '${stream.name}' has no row to guess a schema from; ask for a period that has some.`,
      );
    }
    const schema = guessSchema(page.records);
    return {
      stream: stream.name,
      from: 'sample',
      schema,
      sampled: page.records.length,
      cursorCandidates: cursorCandidatesOf(page.records, schema),
      notes: {},
    };
  } finally {
    await source.close();
  }
}

/**
 * Asks what a stream could look like: one request, or one page, nothing kept.
 *
 * @throws ConnectorError as `readPage` does; `contract` when there is no row to look at.
 */
export async function discover(
  options: SourceOptions & {
    /** What part of the history is looked at; the cursor's start unless given. */
    window?: Window;
  },
): Promise<Discovery> {
  const { stream } = options;
  if (!looksLikeEia(stream)) {
    return discoverSample(options, options.window);
  }
  try {
    return await discoverEia(options);
  } catch (error) {
    const described =
      error instanceof ConnectorError &&
      (error.failure === 'contract' || error.failure === 'rejected');
    if (stream.metadata === 'eia-v2' || !described) {
      throw error;
    }
    // It only looked like EIA: the route tells nothing about its data.
    return discoverSample(options, options.window);
  }
}
