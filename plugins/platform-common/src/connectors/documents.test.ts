import { checkConnector, planConnector } from '.';
import { parsePasted } from './documents';

const common = {
  name: 'prices',
  owner: 'data-engineering',
  schedule: '5 6 * * *',
  table: 'market.prices',
  source: 'prices',
};

function planOf(form: object) {
  const checked = checkConnector({ ...common, ...form });
  if (!checked.ok) return { problems: checked.problems };
  return { plan: planConnector(checked.spec) };
}

const airbyte = (stream: object) => ({
  kind: 'import',
  format: 'airbyte',
  document: JSON.stringify({
    streams: [
      {
        name: 'prices',
        primary_key: 'id',
        retriever: {
          requester: {
            url_base: 'https://api.example.com/',
            path: '/prices',
            request_parameters: { market: 'gas', since: "{{ config['x'] }}" },
          },
          record_selector: { extractor: { field_path: ['data', 'rows'] } },
        },
        schema_loader: {
          schema: {
            properties: { id: { type: 'integer' }, tags: { type: 'array' } },
          },
        },
        ...stream,
      },
    ],
  }),
});

describe('a low-code manifest', () => {
  it('is taken over as far as it can be said, and the rest is listed', () => {
    const { plan } = planOf(
      airbyte({ transformations: [{ type: 'AddFields' }] }),
    );
    expect(plan?.connection).toMatchObject({
      baseUrl: 'https://api.example.com',
      authentication: { in: 'none' },
    });
    expect(plan?.stream).toMatchObject({
      path: '/prices',
      parameters: { market: 'gas' },
      recordsAt: 'data.rows',
    });
    expect(plan?.columns.map(one => [one.name, one.type])).toEqual([
      ['id', 'integer'],
      ['tags', 'string'],
    ]);
    expect(plan?.caveats).toEqual([
      'Not taken over: transformations: is not taken over.',
      'Not taken over: requester.request_parameters.since: is an expression of the other product.',
    ]);
  });

  it.each([
    ['pages', { retriever: { paginator: { type: 'DefaultPaginator' } } }],
    [
      'a key',
      { retriever: { requester: { authenticator: { type: 'OAuth' } } } },
    ],
    ['a method', { retriever: { requester: { http_method: 'POST' } } }],
  ])('is refused at the document when %s cannot be said', (_, stream) => {
    expect(planOf(airbyte(stream)).problems?.[0].field).toBe('document');
  });

  it('asks the form for what the document does not say', () => {
    const { problems } = planOf(airbyte({ schema_loader: undefined }));
    expect(problems).toEqual([
      {
        field: 'columns',
        message: 'is empty, and the document does not say it; declare it',
      },
    ]);
  });
});

it('a home-made workflow gives its HTTP task without the key in its address', () => {
  const { plan } = planOf({
    kind: 'import',
    format: 'workflow',
    columns: [{ name: 'id', type: 'integer' }],
    primaryKey: 'id',
    document: JSON.stringify({
      name: 'w',
      schedule: '0 1 * * *',
      tasks: [
        {
          name: 'a',
          type: 'HTTP',
          config: { url: 'https://a.example.com/x?m=1&api_key=abc' },
        },
        { name: 'b', type: 'SHELL', command: 'x' },
      ],
    }),
  });
  expect(plan?.stream).toMatchObject({ path: '/x', parameters: { m: '1' } });
  expect(JSON.stringify(plan)).not.toContain('abc');
  expect(plan?.caveats.join(' ')).toContain('tasks[1]');
});

const openapi = (change: object = {}, form: object = {}) => ({
  kind: 'openapi',
  operation: '/markets/{market}/prices',
  primaryKey: 'id',
  parameters: [{ name: 'market', value: 'gas' }],
  ...form,
  document: JSON.stringify({
    openapi: '3.1.0',
    servers: [{ url: 'https://api.example.com/v2/' }],
    paths: {
      '/markets/{market}/prices': {
        parameters: [{ name: 'market', in: 'path', required: true }],
        get: {
          parameters: [{ $ref: '#/components/parameters/from' }],
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/List' },
                },
              },
            },
          },
        },
      },
    },
    components: {
      parameters: { from: { name: 'from', in: 'query', required: true } },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        List: {
          type: 'object',
          properties: {
            items: {
              type: 'array',
              items: { $ref: '#/components/schemas/Row' },
            },
          },
        },
        Row: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            tradedAt: { type: 'string', format: 'date-time' },
            meta: { type: 'object' },
          },
        },
      },
    },
    ...change,
  }),
});

describe('an OpenAPI document', () => {
  it('gives path, rows, columns and the way callers are known', () => {
    const { plan, problems } = planOf(
      openapi(
        {},
        {
          cursor: {
            field: 'traded_at',
            parameter: 'from',
            start: '2024-01-02',
          },
        },
      ),
    );
    expect(problems).toBeUndefined();
    expect(plan?.connection).toMatchObject({
      baseUrl: 'https://api.example.com/v2',
      authentication: { in: 'bearer', secret: 'PRICES_API_KEY' },
    });
    expect(plan?.stream).toMatchObject({
      path: '/markets/gas/prices',
      recordsAt: 'items',
    });
    expect(plan?.columns).toEqual([
      { name: 'id', type: 'string' },
      { name: 'traded_at', type: 'timestamp', from: 'tradedAt' },
      { name: 'meta', type: 'string', json: true },
    ]);
  });

  it.each([
    ['parameters', {}, {}],
    ['parameters', {}, { parameters: [{ name: 'from', value: '2024' }] }],
    ['operation', {}, { operation: '/none' }],
    ['document', { servers: [] }, {}],
    ['document', { openapi: '2.0' }, {}],
    [
      'primaryKey.0',
      {},
      {
        primaryKey: 'nothing',
        parameters: [
          { name: 'market', value: 'gas' },
          { name: 'from', value: '2024' },
        ],
      },
    ],
  ])('is refused at %s', (field, change, form) => {
    expect(planOf(openapi(change, form)).problems?.[0].field).toBe(field);
  });
});

it.each(['a: [1', '- 1', '"text"', 'a: *b', ''])(
  'the text %j is no document',
  text => {
    expect(() => parsePasted(text)).toThrow(/is neither|is no mapping/);
  },
);
