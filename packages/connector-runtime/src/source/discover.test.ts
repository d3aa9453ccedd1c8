import { defineConnector } from '../declaration';
import { testApis } from '../testSevenApis';
import { testPorts } from '../testSource';
import { discover } from './discover';

const SECRET = 'the-key';

describe('discover', () => {
  it('asks the metadata route of EIA, without the data', async () => {
    const { declaration } = testApis.eia;
    const [stream] = declaration.streams;
    const asked: URL[] = [];
    const found = await discover({
      declaration,
      stream: { ...stream, metadata: 'eia-v2' },
      secret: SECRET,
      ports: testPorts({
        fetch: async url => {
          asked.push(new URL(url));
          return Response.json({
            response: {
              id: 'spt',
              description: 'Spot prices',
              frequency: [{ id: 'daily' }, { id: 'weekly' }],
              facets: [{ id: 'series' }, { id: 'product' }],
              data: { value: { alias: 'Series value', units: '$/BBL' } },
              startPeriod: '1986-01-02',
              endPeriod: '2026-11-20',
            },
          });
        },
      }),
    });
    expect(asked.map(url => url.pathname)).toEqual(['/v2/petroleum/pri/spt/']);
    expect(asked[0].searchParams.get('api_key')).toBe(SECRET);
    expect(found).toMatchObject({
      from: 'metadata',
      cursorCandidates: ['period'],
      schema: {
        required: ['period', 'series', 'product'],
        properties: {
          value: { format: 'decimal', description: 'Series value' },
        },
      },
      notes: {
        frequencies: 'daily, weekly',
        facets: 'series, product',
        startPeriod: '1986-01-02',
      },
    });
  });

  it('looks at a page when a source only looks like EIA, and never hides a refused key', async () => {
    const { declaration, answer } = testApis.eia;
    const [stream] = declaration.streams;
    const ask = (metadata: () => Response) =>
      discover({
        declaration,
        stream,
        secret: SECRET,
        ports: testPorts({
          fetch: async url =>
            new URL(url).pathname.endsWith('/data/')
              ? Response.json(answer(['71.26', '70']))
              : metadata(),
        }),
      });
    const found = await ask(() => Response.json({ response: {} }));
    expect(found).toMatchObject({ from: 'sample', sampled: 2 });
    const missing = await ask(() => new Response('', { status: 404 }));
    expect(missing.from).toBe('sample');
    await expect(
      ask(() => new Response('', { status: 403 })),
    ).rejects.toMatchObject({
      failure: 'authentication',
    });
  });

  it('looks at one page of any other source, reading once', async () => {
    const { declaration, answer } = testApis.census;
    let calls = 0;
    const found = await discover({
      declaration,
      stream: declaration.streams[0],
      secret: SECRET,
      ports: testPorts({
        fetch: async () => {
          calls += 1;
          return Response.json(answer(['1428', null, '1391']));
        },
      }),
    });
    expect(calls).toBe(1);
    expect(found).toMatchObject({
      from: 'sample',
      sampled: 3,
      cursorCandidates: ['date'],
      schema: {
        properties: {
          cell_value: { type: ['string', 'null'], format: 'decimal' },
          category_code: { type: 'string' },
        },
      },
    });
  });

  it('says that there was nothing to look at, instead of an empty schema', async () => {
    const { declaration } = testApis.noaa;
    await expect(
      discover({
        declaration,
        stream: declaration.streams[0],
        secret: SECRET,
        ports: testPorts({ fetch: async () => Response.json({}) }),
      }),
    ).rejects.toMatchObject({ failure: 'contract' });
  });
});

describe('defineConnector', () => {
  const { declaration } = testApis.polygon;
  const [stream] = declaration.streams;
  it.each([
    [{ baseUrl: 'https://user:pass@api.example.com' }, 'user or a password'],
    [{ baseUrl: 'api.example.com' }, 'needs to be an address'],
    [{ rateLimit: { group: 'Bad Group' } }, 'rateLimit.group'],
    [{ rateLimit: { group: 'g', perDay: 0 } }, 'rateLimit.perDay'],
    [{ rateLimit: { group: 'g', resetsAt: 'Mars/Phobos' } }, 'no time zone'],
    [{ kind: 'files' as const }, "needs 'files'"],
    [{ headers: { Authorization: 'Bearer x' } }, 'in plain sight'],
    [
      {
        streams: [
          { ...stream, html: { rows: 'tr', cells: {}, userAgent: 'robot' } },
        ],
      },
      'needs a contact',
    ],
    [
      { streams: [{ ...stream, path: '/{who}' }] },
      "'{who}' stands for nothing",
    ],
    [{ streams: [{ ...stream, shape: 'keyed' as const }] }, 'needs keyColumn'],
    [
      {
        streams: [
          {
            ...stream,
            errors: [{ at: 'x', matches: '(', means: 'stop' as const }],
          },
        ],
      },
      'no regular expression',
    ],
  ])('refuses %j', (change, message) => {
    expect(() => defineConnector({ ...declaration, ...change })).toThrow(
      message,
    );
  });
});
