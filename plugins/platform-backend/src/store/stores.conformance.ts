import {
  RecordedDeclaration,
  RecordedIncident,
} from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { Lease } from './Lease';
import { PlatformStores } from './PlatformStores';

const NOW = new Date('2026-11-21T12:00:00.000Z');
const LATER = new Date('2026-11-21T12:10:00.000Z');

function at(minutes: number): string {
  return new Date(NOW.getTime() + minutes * 60_000).toISOString();
}

async function take(stores: PlatformStores, holder = 'a'): Promise<Lease> {
  const now = holder === 'a' ? NOW : LATER;
  return (await stores.changes.takeLease({ holder, now, durationMs: 1000 }))!;
}

function incident(
  serviceId: string,
  rest: Partial<RecordedIncident> = {},
): RecordedIncident {
  return {
    id: `${serviceId}.20261121T120000000Z`,
    serviceId,
    title: serviceId,
    entityRef: `component:default/${serviceId}`,
    system: 'data',
    owner: 'group:default/data-engineering',
    state: 'degraded',
    worst: 'degraded',
    summary: `${serviceId} is degraded`,
    since: at(0),
    ...rest,
  };
}

const ACKNOWLEDGED = {
  by: 'user:default/operator',
  at: at(1),
  note: 'Looking at it; the disk is "full".',
};

async function incidentsComeBack(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const { incidents } = stores;
  const { entityRef, system, owner, ...bare } = incident('doris');
  await incidents.write({ lease, incidents: [incident('trino'), bare] });
  expect(await incidents.find(incident('trino').id)).toEqual(incident('trino'));
  expect(await incidents.find(bare.id)).toEqual(bare);
  expect(await incidents.find('trino.0')).toBeUndefined();
  await incidents.write({
    lease,
    incidents: [
      incident('trino', { state: 'down', worst: 'down' }),
      incident('doris', { closedAt: at(5), closedBecause: 'recovered' }),
    ],
  });
  expect(await incidents.list({})).toMatchObject([
    { serviceId: 'trino', state: 'down' },
  ]);
  const withClosed = await incidents.list({ closedSince: new Date(at(5)) });
  expect(withClosed.map(({ serviceId }) => serviceId)).toEqual([
    'trino',
    'doris',
  ]);
  expect(await incidents.list({ closedSince: new Date(at(6)) })).toHaveLength(
    1,
  );
  expect(
    await incidents.list({
      closedSince: new Date(0),
      serviceIds: ['doris', 'nessie'],
    }),
  ).toMatchObject([{ serviceId: 'doris', closedBecause: 'recovered' }]);
}

async function acknowledged(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const { incidents } = stores;
  const { id } = incident('trino');
  await incidents.write({ lease, incidents: [incident('trino')] });
  expect(await incidents.acknowledge(id, ACKNOWLEDGED)).toMatchObject({
    acknowledgement: ACKNOWLEDGED,
  });
  await incidents.write({ lease, incidents: [incident('trino')] });
  expect(await incidents.list({})).toMatchObject([
    { acknowledgement: ACKNOWLEDGED },
  ]);
  const second = { ...ACKNOWLEDGED, by: 'user:default/other', at: at(2) };
  await incidents.acknowledge(id, second);
  expect((await incidents.find(id))?.acknowledgement).toEqual(second);
  const withdrawn = await incidents.withdraw(id, {
    by: 'user:default/other',
    at: at(3),
  });
  expect(withdrawn).toEqual(incident('trino'));
  expect(await incidents.find(id)).toEqual(incident('trino'));
  await expect(
    incidents.withdraw(id, { by: 'user:default/other', at: at(3) }),
  ).rejects.toThrow(/Nobody has acknowledged/);
}

async function closedOnesAreLeftAlone(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const { incidents } = stores;
  const { id } = incident('trino');
  await incidents.write({ lease, incidents: [incident('trino')] });
  await incidents.acknowledge(id, ACKNOWLEDGED);
  const closed = incident('trino', {
    closedAt: at(5),
    closedBecause: 'removed',
  });
  await incidents.write({ lease, incidents: [closed] });
  const who = { by: 'user:default/other', at: at(6) };
  await expect(
    incidents.acknowledge(id, { ...who, note: 'late' }),
  ).rejects.toMatchObject({ name: 'ConflictError' });
  await expect(incidents.withdraw(id, who)).rejects.toMatchObject({
    name: 'ConflictError',
  });
  await expect(
    incidents.acknowledge('x.1', { ...who, note: 'lost' }),
  ).rejects.toMatchObject({ name: 'NotFoundError' });
  expect(await incidents.find(id)).toEqual({
    ...closed,
    acknowledgement: ACKNOWLEDGED,
  });
}

function declaration(
  id: string,
  rest: Partial<RecordedDeclaration> = {},
): RecordedDeclaration {
  return {
    id,
    kind: 'maintenance',
    serviceId: 'trino',
    reason: 'New disks',
    owner: 'group:default/platform-engineering',
    from: at(0),
    until: at(60),
    declaredBy: 'user:default/operator',
    declaredAt: at(0),
    ...rest,
  };
}

async function declarationsComeBack(stores: PlatformStores): Promise<void> {
  const { declarations } = stores;
  await declarations.add(declaration('d1'));
  await declarations.add(
    declaration('d2', {
      kind: 'expected-down',
      serviceId: 'doris',
      until: at(120),
    }),
  );
  expect(await declarations.find('d1')).toEqual(declaration('d1'));
  expect(await declarations.find('d3')).toBeUndefined();
  const ids = async (query: Parameters<typeof declarations.list>[0]) =>
    (await declarations.list(query)).map(({ id }) => id);
  expect(await ids({})).toEqual(['d2', 'd1']);
  expect(await ids({ endsAfter: new Date(at(60)) })).toEqual(['d2']);
  expect(await ids({ serviceIds: ['trino'] })).toEqual(['d1']);
}

async function declarationsAreWithdrawn(stores: PlatformStores): Promise<void> {
  const { declarations } = stores;
  await declarations.add(declaration('d1'));
  const who = { by: 'user:default/other', at: at(10) };
  const withdrawn = declaration('d1', {
    withdrawnAt: at(10),
    withdrawnBy: 'user:default/other',
  });
  expect(await declarations.withdraw('d1', who)).toEqual(withdrawn);
  expect(await declarations.list({ endsAfter: NOW })).toEqual([]);
  expect(await declarations.list({})).toEqual([withdrawn]);
  await expect(declarations.withdraw('d1', who)).rejects.toMatchObject({
    name: 'ConflictError',
  });
  await declarations.add(declaration('d2', { until: at(5) }));
  await expect(declarations.withdraw('d2', who)).rejects.toThrow(/ended/);
  await expect(declarations.withdraw('d3', who)).rejects.toMatchObject({
    name: 'NotFoundError',
  });
}

async function confirmationsComeBack(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const { confirmations } = stores;
  const one = {
    id: 'c1',
    cluster: 'demo',
    note: 'gone for good',
    by: 'user:default/operator',
    at: at(0),
  };
  const two = { ...one, id: 'c2', kind: 'apps/v1/deployments', at: at(1) };
  await confirmations.add(one);
  await confirmations.add(two);
  expect(await confirmations.list({})).toEqual([two, one]);
  expect(await confirmations.list({ since: new Date(at(1)) })).toEqual([two]);
  const soon = new Date(at(30));
  expect(await confirmations.prune({ lease, before: soon })).toBe(1);
  expect(await confirmations.list({})).toEqual([one]);
  await confirmations.end({ lease, ids: ['c1'], at: at(2) });
  expect(await confirmations.list({})).toEqual([{ ...one, endedAt: at(2) }]);
  expect(await confirmations.prune({ lease, before: soon })).toBe(1);
  expect(await confirmations.list({})).toEqual([]);
}

function service(id: string) {
  return serviceOf(id, { title: `Service "${id}"` });
}

async function servicesAreRemembered(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const ids = Array.from({ length: 120 }, (_, n) => `s${n}`);
  const seen = ids.map(id => ({ service: service(id), seenAt: at(0) }));
  const nobody = { ids: [], at: at(0) };
  await stores.memory.write({ lease, seen, confirmed: nobody, gone: [] });
  const again = { service: service('s1'), seenAt: at(1) };
  await stores.memory.write({
    lease,
    seen: [again],
    confirmed: { ids: ids.slice(3), at: at(2) },
    gone: ['s0', 'never'],
  });
  const known = await stores.memory.index();
  expect(known.size).toBe(119);
  expect(known.get('s1')).toEqual({ cluster: 'demo', seenAt: at(1) });
  expect(known.get('s2')).toEqual({ cluster: 'demo', seenAt: at(0) });
  expect(known.get('s119')).toEqual({ cluster: 'demo', seenAt: at(2) });
  expect(await stores.memory.read(['s1', 's0'])).toEqual([again]);
  expect(await stores.memory.read(ids)).toHaveLength(119);
}

async function oldLeasesWriteNothing(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  await take(stores, 'b');
  const before = new Date(at(1000));
  const ids = ['c1'];
  for (const write of [
    () => stores.incidents.write({ lease, incidents: [incident('trino')] }),
    () => stores.incidents.prune({ lease, before }),
    () => stores.declarations.prune({ lease, before }),
    () => stores.confirmations.prune({ lease, before }),
    () => stores.confirmations.end({ lease, ids, at: at(1) }),
    () =>
      stores.memory.write({
        lease,
        seen: [{ service: service('trino'), seenAt: at(0) }],
        confirmed: { ids: [], at: at(0) },
        gone: [],
      }),
  ]) {
    await expect(write()).rejects.toThrow(/Another replica/);
  }
  expect(await stores.incidents.list({})).toEqual([]);
  expect((await stores.memory.index()).size).toBe(0);
}

async function oldOnesAreForgotten(stores: PlatformStores): Promise<void> {
  const lease = await take(stores);
  const closed = { closedAt: at(5), closedBecause: 'recovered' as const };
  await stores.incidents.write({ lease, incidents: [incident('minio')] });
  await stores.incidents.acknowledge(incident('minio').id, ACKNOWLEDGED);
  await stores.incidents.write({
    lease,
    incidents: [incident('trino'), incident('minio', closed)],
  });
  const before = new Date(at(6));
  expect(await stores.incidents.prune({ lease, before })).toBe(1);
  expect(
    await stores.incidents.list({ closedSince: new Date(0) }),
  ).toMatchObject([{ serviceId: 'trino' }]);
  await stores.declarations.add(declaration('d1', { until: at(5) }));
  await stores.declarations.add(declaration('d2'));
  expect(await stores.declarations.prune({ lease, before })).toBe(1);
  expect(await stores.declarations.list({})).toMatchObject([{ id: 'd2' }]);
}

/** What all {@link PlatformStores} keep; the test of each runs all of them on fresh stores. */
export const STORES_CONFORMANCE: [
  name: string,
  check: (stores: PlatformStores) => Promise<void>,
][] = [
  ['gives incidents back as they were written', incidentsComeBack],
  ['keeps what people said of an incident beside it', acknowledged],
  ['takes nothing more about a closed incident', closedOnesAreLeftAlone],
  ['gives declarations back as they were made', declarationsComeBack],
  ['withdraws a declaration once', declarationsAreWithdrawn],
  ['gives confirmations back, newest first', confirmationsComeBack],
  ['remembers services', servicesAreRemembered],
  ['writes nothing under a lease that has passed on', oldLeasesWriteNothing],
  ['forgets what ended long ago', oldOnesAreForgotten],
];
