import type {
  ConnectorDeclaration,
  StreamDeclaration,
} from '../../declaration';
import { MemoryStore } from '../../memoryStore';
import { runStream } from '../../runStream';
import { replayRun } from '../../run/replayRun';
import { readTable } from '../../tables';
import { readToEnd, testKind, testSourceOf } from '../../testKinds';
import { testPorts } from '../../testSource';

interface Answer {
  readonly body: string;
  readonly type?: string;
  readonly status?: number;
}

function network(answers: readonly Answer[]) {
  const asked: Array<{ url: string; accept: string }> = [];
  const fetch = async (
    url: string,
    init: { headers: Record<string, string> },
  ) => {
    const {
      body,
      type,
      status = 200,
    } = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ url, accept: init.headers.accept });
    return new Response(status === 204 ? null : body, {
      status,
      headers: type ? { 'content-type': type } : {},
    });
  };
  return { asked, fetch };
}

function csv(
  change: Partial<StreamDeclaration> = {},
  base: Partial<ConnectorDeclaration> = {},
) {
  return testKind('rest', { format: 'csv', ...change }, base);
}

function xml(change: Partial<StreamDeclaration> = {}) {
  return testKind('rest', {
    format: 'xml',
    recordsAt: 'document.series.point',
    columns: { id: { from: '@id', as: 'integer' }, value: { as: 'decimal' } },
    ...change,
  });
}

const CSV = { type: 'text/csv; charset=utf-8' };
const XML = { type: 'application/xml' };

async function read(
  declaration: ConnectorDeclaration,
  answers: readonly Answer[],
) {
  const { asked, fetch } = network(answers);
  const source = testSourceOf(declaration, testPorts({ fetch }));
  const pages = await readToEnd(source);
  await source.close();
  return { asked, records: pages.flatMap(page => page.records) };
}

const ROWS = [
  { id: 1, value: '12345678901234567.25' },
  { id: 2, value: null },
];

describe('CSV', () => {
  it('is asked for and read: quotes, a mark at the beginning, empty values, digits as they were written', async () => {
    const body = '\uFEFFid,value,note\r\n1,12345678901234567.25,"a, ""b"""\r\n\r\n2,,\r\n';
    const { asked, records } = await read(csv(), [{ ...CSV, body }]);
    expect(records).toEqual([
      { ...ROWS[0], note: 'a, "b"' },
      { ...ROWS[1], note: '' },
    ]);
    expect(asked[0].accept).toBe('text/csv');
  });

  it('has the delimiter and the lines before the header that are declared, and any charset that is said', async () => {
    const bytes = Buffer.from(
      'Prices of Züri\nall in EUR\nid;value\n1;12345678901234567.25\n',
      'latin1',
    );
    const headers = { 'content-type': 'text/csv; charset=iso-8859-1' };
    const source = testSourceOf(
      csv({ csv: { delimiter: ';', skipLines: 2 } }),
      testPorts({ fetch: async () => new Response(bytes, { headers }) }),
    );
    const page = await source.readPage({ window: {} });
    expect(page.records).toEqual([ROWS[0]]);
  });

  it('goes from page to page by offset, and ends at a short one', async () => {
    const { asked, records } = await read(
      csv({
        pagination: {
          kind: 'offset',
          offsetParameter: 'offset',
          limitParameter: 'limit',
          pageSize: 2,
        },
      }),
      [
        { ...CSV, body: 'id,value\n1,1\n2,2\n' },
        { ...CSV, body: 'id,value\n3,3\n' },
      ],
    );
    expect(records).toHaveLength(3);
    expect(asked[1].url).toContain('offset=2');
  });

  it('with a header alone has no rows, and 204 has none either', async () => {
    const none = await read(csv(), [{ ...CSV, body: 'id,value\n' }]);
    const nothing = await read(csv(), [{ body: '', status: 204 }]);
    expect([none.records, nothing.records]).toEqual([[], []]);
  });

  it.each([
    ['an empty body', { ...CSV, body: '' }, 'contract', 6],
    ['a row that is cut', { ...CSV, body: 'id,value\n1,2\n3' }, 'contract', 6],
    ['an open quote', { ...CSV, body: 'id,value\n1,"2' }, 'contract', 6],
    [
      'a page for people',
      { type: 'text/html', body: '<!DOCTYPE html><p>Sorry</p>' },
      'contract',
      1,
    ],
    [
      'JSON in its place',
      { ...CSV, body: '{"message":"Invalid key"}' },
      'contract',
      1,
    ],
    ['a refused key', { ...CSV, body: 'no', status: 403 }, 'authentication', 1],
    ['a bad question', { ...CSV, body: 'no', status: 400 }, 'rejected', 1],
    ['a busy source', { ...CSV, body: 'wait', status: 503 }, 'unavailable', 6],
  ])('takes nothing from %s', async (_, answer, failure, calls) => {
    const { asked, fetch } = network([answer]);
    const source = testSourceOf(csv(), testPorts({ fetch }));
    await expect(source.readPage({ window: {} })).rejects.toMatchObject({
      failure,
    });
    expect(asked).toHaveLength(calls);
  });

  it('is asked again when it was cut, and then read whole', async () => {
    const { asked, records } = await read(csv(), [
      { ...CSV, body: 'id,value\n1,12345678901234567.25\n2' },
      { ...CSV, body: 'id,value\n1,12345678901234567.25\n2,\n' },
    ]);
    expect(records).toEqual(ROWS);
    expect(asked).toHaveLength(2);
  });

  it('obeys the declared rules, on text and on an error in JSON', async () => {
    const errors = [
      { at: '$body', matches: '^No data', means: 'nothing' },
      { at: 'message', matches: '[Kk]ey', means: 'key' },
    ] as const;
    const none = await read(csv({ errors }), [
      { ...CSV, body: 'No data for this day' },
    ]);
    expect(none.records).toEqual([]);
    const refused = read(csv({ errors }), [
      { ...CSV, body: '{"message":"Invalid key"}' },
    ]);
    await expect(refused).rejects.toMatchObject({ failure: 'authentication' });
  });
});

describe('XML', () => {
  const point = (id: number, value: string) =>
    `<n:point id="${id}"><n:value>${value}</n:value></n:point>`;
  const document = (inner: string) =>
    `<?xml version="1.0"?><n:document xmlns:n="urn:x"><n:series>${inner}</n:series></n:document>`;

  it.each([0, 1, 2, 5])('with %i rows is a list of so many', async count => {
    const points = Array.from({ length: count }, (_, index) =>
      point(index + 1, '12345678901234567.25'),
    );
    const { asked, records } = await read(xml(), [
      { ...XML, body: document(points.join('')) },
    ]);
    expect(records).toHaveLength(count);
    expect(asked[0].accept).toBe('application/xml');
  });

  it('keeps digits, reads attributes and drops the names of namespaces', async () => {
    const { records } = await read(xml(), [
      { ...XML, body: document(point(1, '12345678901234567.25')) },
    ]);
    expect(records[0]).toMatchObject(ROWS[0]);
  });

  it.each([
    ['a cut document', document(point(1, '2')).slice(0, -20), 'contract', 6],
    ['another document', '<other><row/></other>', 'contract', 1],
    ['a page', '<html><body>Sorry</body></html>', 'contract', 1],
  ])('takes nothing from %s', async (_, body, failure, calls) => {
    const { asked, fetch } = network([{ ...XML, body }]);
    const source = testSourceOf(xml(), testPorts({ fetch }));
    await expect(source.readPage({ window: {} })).rejects.toMatchObject({
      failure,
    });
    expect(asked).toHaveLength(calls);
  });

  it('finds an error in a good answer at its place', async () => {
    const answers = [
      { ...XML, body: '<document><reason>No such area</reason></document>' },
    ];
    const stops = read(xml({ errorsAt: ['document.reason'] }), answers);
    await expect(stops).rejects.toMatchObject({ failure: 'rejected' });
    const errors = [
      { at: 'document.reason', matches: '^No ', means: 'nothing' },
    ] as const;
    const none = await read(xml({ errors }), answers);
    expect(none.records).toEqual([]);
  });
});

describe('both', () => {
  it.each([
    ['csv', csv(), 'id,value\n1,12345678901234567.25\n2,\n'],
    [
      'xml',
      xml(),
      '<document><series><point id="1"><value>12345678901234567.25</value></point><point id="2"/></series></document>',
    ],
  ])(
    'of %s go through a whole run into the table, and a replay of the archive makes the same rows without a request',
    async (_, declaration, body) => {
      const { asked, fetch } = network([{ body, type: 'text/plain' }]);
      const store = new MemoryStore();
      const ports = testPorts({ fetch, store });
      const [stream] = declaration.streams;
      const options = { declaration, stream, secret: '', ports };
      const { run, accepted, rejected } = await runStream(options);
      expect({ accepted, rejected }).toEqual({ accepted: 2, rejected: 0 });
      const rows = await readTable(store, stream);
      expect(rows).toMatchObject([
        { id: 1, value: '12345678901234567.250000000' },
        { id: 2 },
      ]);
      await replayRun({ ...options, run });
      expect(await readTable(store, stream)).toEqual(rows);
      expect(asked).toHaveLength(1);
    },
  );

  it.each([
    [{ format: 'csv', recordsAt: 'data' }, 'leave recordsAt empty'],
    [{ format: 'csv', shape: 'table' }, 'leave recordsAt empty'],
    [
      {
        format: 'csv',
        pagination: { kind: 'next-url', nextUrlAt: 'next' },
      },
      'cannot say where its next page is',
    ],
    [{ format: 'xml', recordsAt: '' }, 'say in recordsAt'],
    [{ format: 'yaml' }, 'write json, csv or xml'],
  ] as const)('are refused as %j', (stream, cure) => {
    expect(() =>
      testKind('rest', stream as Partial<StreamDeclaration>),
    ).toThrow(cure);
  });
});
