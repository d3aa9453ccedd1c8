import { startTestStorage, type TestStorage } from '../startTestStorage';
import { parseExact, writeExact } from './json';

// What JSON holds is looked at by the expectations, not by types.
type Loose = ReturnType<typeof JSON.parse>;

const field = (
  id: number,
  name: string,
  type = 'string',
  required = false,
) => ({
  id,
  name,
  type,
  required,
});

const schema = (...fields: ReturnType<typeof field>[]) => ({
  type: 'struct',
  fields,
});

describe('the table catalog', () => {
  let storage: TestStorage;
  beforeAll(async () => {
    storage = await startTestStorage();
    await call('POST', '/namespaces', { namespace: ['raw'] });
  });
  afterEach(() => storage.mend());
  afterAll(() => storage.stop());

  async function call(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Loose }> {
    const answer = await fetch(`${storage.iceberg.url}/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : writeExact(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? parseExact(text) : undefined };
  }

  const tables = '/namespaces/raw/tables';
  let made = 0;
  async function create(more: Record<string, unknown> = {}) {
    made += 1;
    const name = `t${made}`;
    const { body, status } = await call('POST', tables, {
      name,
      schema: schema(
        field(7, 'day', 'date', true),
        field(9, 'value', 'double'),
      ),
      ...more,
    });
    expect(status).toBe(200);
    return { name, path: `${tables}/${name}`, ...body };
  }

  const snapshot = (
    id: number | bigint,
    more: Record<string, unknown> = {},
  ) => ({
    'snapshot-id': id,
    'sequence-number': 1,
    'timestamp-ms': 1,
    'manifest-list': 's3://iceberg-warehouse/none.avro',
    summary: { operation: 'append' },
    ...more,
  });

  const pointMain = (id: number | bigint) => ({
    action: 'set-snapshot-ref',
    'ref-name': 'main',
    type: 'branch',
    'snapshot-id': id,
  });

  it('has a configuration, and words for what it does not have', async () => {
    expect(await call('GET', '/config')).toEqual({
      status: 200,
      body: { defaults: {}, overrides: {} },
    });
    expect(await call('GET', '/nothing')).toMatchObject({
      status: 400,
      body: { error: { type: 'BadRequestException', code: 400 } },
    });
    expect(await call('GET', '/namespaces/none')).toEqual({
      status: 404,
      body: {
        error: {
          message: 'Namespace does not exist: none',
          type: 'NoSuchNamespaceException',
          code: 404,
          stack: [],
        },
      },
    });
    expect((await call('GET', `${tables}/none`)).body.error).toMatchObject({
      type: 'NoSuchTableException',
      message: 'Table does not exist: raw.none',
    });
  });

  it('keeps namespaces with their properties, in levels', async () => {
    const deep = { namespace: ['a', 'b'], properties: { owner: 'x' } };
    await call('POST', '/namespaces', { namespace: ['a'] });
    expect((await call('POST', '/namespaces', deep)).status).toBe(200);
    expect((await call('POST', '/namespaces', deep)).body.error.type).toBe(
      'AlreadyExistsException',
    );
    expect((await call('GET', '/namespaces?parent=a')).body).toEqual({
      namespaces: [['a', 'b']],
    });
    expect((await call('GET', '/namespaces/a%1Fb')).body).toEqual(deep);
    expect(
      (
        await call('POST', '/namespaces/a%1Fb/properties', {
          removals: ['owner', 'gone'],
          updates: { team: 'y' },
        })
      ).body,
    ).toEqual({ updated: ['team'], removed: ['owner'], missing: ['gone'] });
    expect((await call('DELETE', '/namespaces/a')).body.error.type).toBe(
      'NamespaceNotEmptyException',
    );
    expect((await call('DELETE', '/namespaces/a%1Fb')).status).toBe(204);
    expect((await call('HEAD', '/namespaces/a%1Fb')).status).toBe(404);
  });

  it('makes a table with ids of its own, and its document in the object store', async () => {
    const created = await create({
      'partition-spec': {
        fields: [{ 'source-id': 7, transform: 'month', name: 'day_month' }],
      },
      properties: { owner: 'x' },
    });
    expect(created.metadata).toMatchObject({
      'format-version': 2,
      'last-column-id': 2,
      'current-snapshot-id': -1,
      schemas: [
        {
          'schema-id': 0,
          fields: [
            { id: 1, name: 'day', type: 'date', required: true },
            { id: 2, name: 'value', type: 'double', required: false },
          ],
        },
      ],
      'partition-specs': [
        {
          'spec-id': 0,
          fields: [
            {
              'source-id': 1,
              'field-id': 1000,
              transform: 'month',
              name: 'day_month',
            },
          ],
        },
      ],
      properties: { owner: 'x' },
    });
    expect(created['metadata-location']).toMatch(
      /^s3:\/\/iceberg-warehouse\/raw\/t\d+\/metadata\/00000-.*\.metadata\.json$/,
    );
    expect((await call('HEAD', created.path)).status).toBe(204);
    expect((await call('GET', created.path)).body.metadata).toEqual(
      created.metadata,
    );
    const again = await call('POST', tables, {
      name: created.name,
      schema: schema(field(1, 'a')),
    });
    expect([again.status, again.body.error.type]).toEqual([
      409,
      'AlreadyExistsException',
    ]);
  });

  it('lists tables in pages', async () => {
    await call('POST', '/namespaces', { namespace: ['paged'] });
    for (const name of ['c', 'a', 'b']) {
      await call('POST', '/namespaces/paged/tables', {
        name,
        schema: schema(field(1, 'x')),
      });
    }
    const path = '/namespaces/paged/tables?pageSize=2';
    const first = (await call('GET', `${path}&pageToken=`)).body;
    expect(first.identifiers.map(({ name }: Loose) => name)).toEqual([
      'a',
      'b',
    ]);
    const second = (
      await call('GET', `${path}&pageToken=${first['next-page-token']}`)
    ).body;
    expect(second).toEqual({
      identifiers: [{ namespace: ['paged'], name: 'c' }],
    });
  });

  it('evolves schema, partitions, order and properties in one commit', async () => {
    const { path, metadata } = await create();
    const [{ fields }] = metadata.schemas;
    const { status, body } = await call('POST', path, {
      requirements: [
        { type: 'assert-table-uuid', uuid: metadata['table-uuid'] },
        { type: 'assert-current-schema-id', 'current-schema-id': 0 },
        { type: 'assert-last-assigned-field-id', 'last-assigned-field-id': 2 },
        { type: 'assert-default-spec-id', 'default-spec-id': 0 },
        { type: 'assert-default-sort-order-id', 'default-sort-order-id': 0 },
        {
          type: 'assert-last-assigned-partition-id',
          'last-assigned-partition-id': 999,
        },
      ],
      updates: [
        {
          action: 'add-schema',
          schema: { type: 'struct', fields: [...fields, field(3, 'note')] },
          'last-column-id': 3,
        },
        { action: 'set-current-schema', 'schema-id': -1 },
        {
          action: 'add-spec',
          spec: {
            fields: [{ 'source-id': 1, transform: 'day', name: 'day_day' }],
          },
        },
        { action: 'set-default-spec', 'spec-id': -1 },
        {
          action: 'add-sort-order',
          'sort-order': {
            fields: [
              {
                'source-id': 1,
                transform: 'identity',
                direction: 'asc',
                'null-order': 'nulls-first',
              },
            ],
          },
        },
        { action: 'set-default-sort-order', 'sort-order-id': -1 },
        { action: 'set-properties', updates: { a: '1', b: '2' } },
        { action: 'remove-properties', removals: ['a'] },
      ],
    });
    expect(status).toBe(200);
    expect(body.metadata).toMatchObject({
      'current-schema-id': 1,
      'last-column-id': 3,
      'default-spec-id': 1,
      'last-partition-id': 1000,
      'default-sort-order-id': 1,
      properties: { b: '2' },
      'metadata-log': [{}],
    });
    expect(body['metadata-location']).toMatch(/\/00001-/);
  });

  it('lets one of two writers win', async () => {
    const { path } = await create();
    const commit = (id: number) =>
      call('POST', path, {
        requirements: [
          { type: 'assert-ref-snapshot-id', ref: 'main', 'snapshot-id': null },
        ],
        updates: [
          { action: 'add-snapshot', snapshot: snapshot(id) },
          pointMain(id),
        ],
      });
    const both = await Promise.all([commit(1), commit(2)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409);
    expect(lost?.body.error).toMatchObject({
      type: 'CommitFailedException',
      message: 'Requirement failed: branch main was created concurrently',
    });
    const { metadata } = (await call('GET', path)).body;
    expect(metadata.snapshots).toHaveLength(1);
    expect(metadata['snapshot-log']).toHaveLength(1);
    expect(metadata['last-sequence-number']).toBe(1);
  });

  it('keeps all digits of an id', async () => {
    const { path } = await create();
    const id = 9_007_199_254_740_993n;
    await call('POST', path, {
      requirements: [],
      updates: [
        { action: 'add-snapshot', snapshot: snapshot(id) },
        pointMain(id),
      ],
    });
    const { metadata } = (await call('GET', path)).body;
    expect(metadata['current-snapshot-id']).toBe(id);
    expect(metadata.refs.main['snapshot-id']).toBe(id);
    const wrong = await call('POST', path, {
      requirements: [
        {
          type: 'assert-ref-snapshot-id',
          ref: 'main',
          'snapshot-id': 9_007_199_254_740_992n,
        },
      ],
      updates: [{ action: 'set-properties', updates: { a: '1' } }],
    });
    expect(wrong.status).toBe(409);
  });

  it.each([
    ['an unknown action', { action: 'paint' }],
    ['an unknown schema', { action: 'set-current-schema', 'schema-id': 9 }],
    ['an unknown snapshot', pointMain(77)],
    [
      'an unknown order',
      { action: 'set-default-sort-order', 'sort-order-id': 9 },
    ],
    ['nothing added', { action: 'set-default-spec', 'spec-id': -1 }],
    [
      'a snapshot without a list',
      { action: 'add-snapshot', snapshot: { 'snapshot-id': 1 } },
    ],
  ])('refuses %s and changes nothing', async (_name, update) => {
    const { path, metadata } = await create();
    const answer = await call('POST', path, {
      requirements: [],
      updates: [{ action: 'set-properties', updates: { a: '1' } }, update],
    });
    expect(answer.status).toBe(400);
    expect((await call('GET', path)).body.metadata).toEqual(metadata);
  });

  it('makes a staged table when it is committed', async () => {
    const staged = await create({ 'stage-create': true });
    expect(staged['metadata-location']).toBeUndefined();
    expect((await call('GET', staged.path)).status).toBe(404);
    const { metadata } = staged;
    const commit = {
      requirements: [{ type: 'assert-create' }],
      updates: [
        { action: 'assign-uuid', uuid: metadata['table-uuid'] },
        { action: 'upgrade-format-version', 'format-version': 2 },
        {
          action: 'add-schema',
          schema: metadata.schemas[0],
          'last-column-id': 2,
        },
        { action: 'set-current-schema', 'schema-id': -1 },
        { action: 'add-spec', spec: metadata['partition-specs'][0] },
        { action: 'set-default-spec', 'spec-id': -1 },
        { action: 'add-sort-order', 'sort-order': metadata['sort-orders'][0] },
        { action: 'set-default-sort-order', 'sort-order-id': -1 },
        { action: 'set-location', location: metadata.location },
      ],
    };
    expect((await call('POST', staged.path, commit)).status).toBe(200);
    expect((await call('GET', staged.path)).body.metadata).toMatchObject({
      'table-uuid': metadata['table-uuid'],
      'last-column-id': 2,
      'default-sort-order-id': 0,
    });
    expect((await call('POST', staged.path, commit)).status).toBe(409);
  });

  it('renames, drops and takes over again', async () => {
    const { path, name, ...created } = await create();
    const destination = { namespace: ['raw'], name: `${name}_new` };
    await call('POST', '/tables/rename', {
      source: { namespace: ['raw'], name },
      destination,
    });
    expect((await call('HEAD', path)).status).toBe(404);
    expect((await call('DELETE', `${path}_new`)).status).toBe(204);
    const taken = await call('POST', '/namespaces/raw/register', {
      name,
      'metadata-location': created['metadata-location'],
    });
    expect(taken.body.metadata).toEqual(created.metadata);
    await call('DELETE', `${path}?purgeRequested=true`);
    const gone = await call('POST', '/namespaces/raw/register', {
      name,
      'metadata-location': created['metadata-location'],
    });
    expect(gone.status).toBe(500);
  });

  it.each([
    ['500-before', 500, 404],
    ['500-after', 500, 204],
    ['503-slow-down', 503, 404],
    ['409', 409, 404],
  ] as const)('breaks by %s', async (fault, status, after) => {
    storage.breakNext({ service: 'iceberg', fault, method: 'POST' });
    const name = `broken-${fault}`;
    const answer = await call('POST', tables, {
      name,
      schema: schema(field(1, 'a')),
    });
    expect([answer.status, answer.body.error.code]).toEqual([status, status]);
    expect((await call('HEAD', `${tables}/${name}`)).status).toBe(after);
  });
});
