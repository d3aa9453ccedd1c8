import {
  ReadinessExportSchema,
  toCell,
} from '@254carbon/backstage-plugin-platform-common';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { platformServicesServiceRef } from '@254carbon/backstage-plugin-platform-node';
import request from 'supertest';
import readinessPlugin from '..';
import { quietSources } from '../__testUtils__/quietSources';
import { FakePlatform, view } from '../testing/fixtures';

async function start(options: { ready?: boolean; features?: object[] } = {}) {
  const { ready = true, features = [] } = options;
  const platform = new FakePlatform(view({ trino: 1, minio: 0 }), { ready });
  const { server } = await startTestBackend({
    features: [
      readinessPlugin,
      ...quietSources,
      createServiceFactory({
        service: platformServicesServiceRef,
        deps: {},
        factory: () => platform,
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      ...(features as never[]),
    ],
  });
  const get = (path: string) => request(server).get(`/api/readiness${path}`);
  const evaluate = () => request(server).post('/api/readiness/evaluations');
  return { get, evaluate };
}

describe('GET /export', () => {
  it('gives every verdict as JSON, in the shape of the command line', async () => {
    const { get, evaluate } = await start();
    await evaluate();
    const { status, body } = await get('/export');
    expect(status).toBe(200);
    const read = ReadinessExportSchema.parse(body);
    expect(read.services).toHaveLength(2);
    expect(
      read.verdicts.find(
        ({ rule, entity }) =>
          rule === 'workload-available' && entity.endsWith('/minio'),
      ),
    ).toMatchObject({
      verdict: 'fail',
      objects: [{ kind: 'Deployment', name: 'minio' }],
      evidence: [{ observed: '0 of 1 ready' }],
      remedy: { text: expect.any(String) },
    });
  });
  it('gives CSV as a file, one line a verdict', async () => {
    const { get, evaluate } = await start();
    await evaluate();
    const { verdicts } = (await get('/export?format=json')).body;
    const { status, headers, text } = await get('/export?format=csv');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^text\/csv/);
    expect(headers['content-disposition']).toBe(
      'attachment; filename="readiness.csv"',
    );
    const [header, ...lines] = text.trimEnd().split('\r\n');
    expect(header).toMatch(/^rule,verdict,stale,entity,/);
    expect(lines).toHaveLength(verdicts.length);
    expect(lines[0]).toMatch(/^[a-z-]+,(pass|fail|unknown|not-applicable),/);
  });
  it('refuses other formats, those who may not read, and strangers', async () => {
    const { get } = await start();
    expect((await get('/export?format=xlsx')).status).toBe(400);
    const stranger = await get('/export').set(
      'Authorization',
      mockCredentials.none.header(),
    );
    expect(stranger.status).toBe(401);
    const denied = await start({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    expect((await denied.get('/export')).status).toBe(403);
  });
  it('is no empty table as long as nothing has been judged', async () => {
    const { get } = await start({ ready: false });
    expect((await get('/export')).body).toMatchObject({ state: 'pending' });
    expect((await get('/export?format=csv')).status).toBe(503);
  });
});

describe('a cell', () => {
  it.each([
    ['=cmd|calc', "'=cmd|calc"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['＝1', "'＝1"],
    ['a,b "c"', '"a,b ""c"""'],
    ['=a,"b"', '"\'=a,""b"""'],
    ['a\nb', '"a\nb"'],
    ['plain', 'plain'],
  ])('%j is %j', (text, cell) => {
    expect(toCell(text)).toBe(cell);
  });
  it('leaves numbers and switches what they are', () => {
    expect([toCell(-3), toCell(false), toCell(undefined)]).toEqual([
      '-3',
      'false',
      '',
    ]);
  });
});
