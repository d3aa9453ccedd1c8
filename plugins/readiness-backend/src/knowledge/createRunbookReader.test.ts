import { mockServices } from '@backstage/backend-test-utils';
import { lastKnown } from '@254carbon/backstage-plugin-platform-common';
import { NOW } from '../testing/fixtures';
import { createRunbookReader } from './createRunbookReader';

const BOOK = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'trino-down',
    annotations: {
      '254carbon.com/runbook-id': 'trino-down',
      '254carbon.com/runbook-alerts': 'TrinoDown,ServiceDown',
      '254carbon.com/runbook-last-verified': '2025-09-01',
    },
  },
  spec: { type: 'runbook', dependencyOf: ['component:default/trino'] },
};

function setUp(patienceMs = 1_000, waitMs = 1_000) {
  const state = { now: NOW };
  const getEntities = jest.fn(async () => ({ items: [BOOK] }));
  const onLate = jest.fn();
  const read = createRunbookReader({
    catalog: { getEntities },
    auth: mockServices.auth(),
    now: () => state.now,
    onLate,
    patienceMs,
    waitMs,
  });
  return { state, getEntities, read, onLate };
}

describe('createRunbookReader', () => {
  it('tells what the catalog holds, and asks it once a minute', async () => {
    const { state, getEntities, read } = setUp();
    const first = await read();
    expect(first && lastKnown(first)?.value).toEqual([
      {
        id: 'trino-down',
        services: ['component:default/trino'],
        alerts: ['TrinoDown', 'ServiceDown'],
        lastVerified: '2025-09-01',
      },
    ]);
    expect(await read()).toBe(first);
    expect(getEntities).toHaveBeenCalledTimes(1);
    state.now += 60_001;
    const second = await read();
    expect(getEntities).toHaveBeenCalledTimes(2);
    expect(second && lastKnown(second)?.value).toBe(
      first && lastKnown(first)?.value,
    );
  });

  it('does not take an empty catalog for a statement about runbooks', async () => {
    const { getEntities, read } = setUp();
    getEntities.mockResolvedValueOnce({ items: [] });
    expect(await read()).toBeUndefined();
    expect(await read()).toMatchObject({ ok: true });
  });

  it('keeps what was said last when the catalog does not answer', async () => {
    const { state, getEntities, read } = setUp();
    await read();
    state.now += 60_001;
    getEntities.mockRejectedValueOnce(new Error('connection refused'));
    const broken = await read();
    expect(broken).toMatchObject({
      ok: false,
      reason: 'The catalog cannot be asked for runbooks: connection refused.',
    });
    expect(broken && lastKnown(broken)?.value).toHaveLength(1);
    expect(await read()).toMatchObject({ ok: true });
  });

  it('does not wait for a catalog that hangs', async () => {
    const { getEntities, read } = setUp(10);
    getEntities.mockReturnValueOnce(new Promise(() => undefined));
    expect(await read()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('has not answered within 10 ms'),
    });
  });

  it('judges without an answer that comes late, and tells when it is there', async () => {
    const { state, getEntities, read, onLate } = setUp(9_000, 5);
    let answer = () => {};
    getEntities.mockReturnValueOnce(
      new Promise(resolve => {
        answer = () => resolve({ items: [BOOK] });
      }),
    );
    expect(await read()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('has not answered within 5 ms'),
    });
    expect(await read()).toMatchObject({ ok: false });
    expect(getEntities).toHaveBeenCalledTimes(1);
    state.now += 100;
    answer();
    while (onLate.mock.calls.length === 0)
      await new Promise(resolve => setImmediate(resolve));
    expect(await read()).toMatchObject({ ok: true });
    expect(getEntities).toHaveBeenCalledTimes(1);
  });
});
