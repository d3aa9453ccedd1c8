import type {
  ConnectorDeclaration,
  SourceKind,
  StreamDeclaration,
} from './declaration';
import { defineConnector } from './declaration';
import { createSource } from './source/createSource';
import type { RawPage, Source, SourcePorts } from './source/types';

/** A connector of any kind with one stream of rows `{ id, value }`. */
export function testKind(
  kind: SourceKind,
  stream: Partial<StreamDeclaration>,
  base: Partial<ConnectorDeclaration> = {},
): ConnectorDeclaration {
  return defineConnector({
    name: `${kind}-rows`,
    source: 'test',
    kind,
    baseUrl: 'https://source.example.com',
    authentication: { in: 'none' },
    streams: [
      {
        name: 'rows',
        path: '/rows',
        parameters: {},
        pagination: { kind: 'none' },
        recordsAt: '',
        errorsAt: [],
        primaryKey: ['id'],
        maxRejectedRatio: 0,
        columns: { id: { as: 'integer' }, value: { as: 'decimal' } },
        schema: {
          type: 'object',
          required: ['id'],
          additionalProperties: true,
          properties: {
            id: { type: 'integer' },
            value: { type: ['string', 'null'], format: 'decimal' },
          },
        },
        ...stream,
      },
    ],
    ...base,
  });
}

/** The source of the first stream. */
export function testSourceOf(
  declaration: ConnectorDeclaration,
  ports: SourcePorts,
  secret = '',
): Source {
  const [stream] = declaration.streams;
  return createSource({ declaration, stream, secret, ports });
}

/** Reads pages until there is no next one, each token through JSON as in a checkpoint. */
export async function readToEnd(
  source: Source,
  from?: RawPage['next'],
): Promise<RawPage[]> {
  const pages: RawPage[] = [];
  let token = from;
  do {
    const page = await source.readPage({ window: {}, token });
    pages.push(page);
    token =
      page.next === undefined
        ? undefined
        : JSON.parse(JSON.stringify(page.next));
  } while (token !== undefined);
  return pages;
}
