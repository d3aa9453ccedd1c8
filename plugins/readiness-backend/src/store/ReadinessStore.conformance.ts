/** What every store of readiness promises. */
import {
  Governance,
  VerdictChange,
} from '@254carbon/backstage-plugin-platform-common';
import {
  LeaseLost,
  LeaseTerm,
} from '@254carbon/backstage-plugin-platform-node';
import { PlatformView } from '../Evaluator';
import { deadCluster, judgedOf, NOW, view } from '../testing/fixtures';
import { ReadinessStore } from './ReadinessStore';

/** A store, and what it lies in. */
export interface OpenStore {
  store: ReadinessStore;
  term: LeaseTerm;
  /** The same memory as another process sees it. */
  another(): ReadinessStore;
  /** Another replica takes the right to write. */
  takeOver(): Promise<LeaseTerm>;
}

const MINUTE = 60_000;
/** Milliseconds since the epoch, so many minutes after the beginning. */
export const at = (minutes: number) => NOW + minutes * MINUTE;
/** {@link at} as it is kept. */
export const iso = (minutes: number) => new Date(at(minutes)).toISOString();

/** A change of a verdict. */
export function change(minutes: number, ruleId: string): VerdictChange {
  return {
    at: iso(minutes),
    serviceId: 'trino',
    serviceTitle: 'Trino',
    ruleId,
    from: 'pass',
    to: 'fail',
    delta: -5,
    summary: 'it broke',
  };
}

/** Judges a platform and saves what was found. */
export async function save(
  { store, term }: Pick<OpenStore, 'store' | 'term'>,
  minutes: number,
  options: {
    ready?: Record<string, number>;
    known?: PlatformView;
    changes?: VerdictChange[];
    governance?: Governance;
  } = {},
) {
  const { ready = { trino: 1 }, changes = [], governance } = options;
  const known = options.known ?? view(ready);
  const judged = judgedOf(known, at(minutes), governance);
  const saved = await store.save({
    judged,
    changes,
    term,
    silenceMs: 15 * MINUTE,
  });
  return { saved, report: judged.report };
}

const workload = { serviceId: 'trino', ruleId: 'workload-available', limit: 9 };

const GOVERNANCE: Governance = {
  exemptions: [
    {
      id: '4b0a5a52-4b5e-4a3e-8d0e-1d1f4d0a9c11',
      ruleId: 'image-pinned',
      serviceId: 'trino',
      entityRef: 'component:default/trino',
      reason: 'the publisher tags nothing',
      owner: 'group:default/data-engineering',
      compensatingControl: 'the digest is compared every night',
      requestedBy: 'user:default/one',
      requestedAt: iso(-9),
      until: iso(999),
      state: 'approved',
      decidedBy: 'user:default/other',
      decidedAt: iso(-8),
    },
  ],
  evidence: [
    {
      id: '4b0a5a52-4b5e-4a3e-8d0e-1d1f4d0a9c12',
      ruleId: 'restore-proven',
      serviceId: 'trino',
      entityRef: 'component:default/trino',
      statement: 'restored into a namespace of its own',
      proof: 'https://wiki.example.com/drill',
      author: 'user:default/one',
      observedAt: iso(-9),
      recordedAt: iso(-8),
      until: iso(999),
    },
  ],
};

async function nothing({ store }: OpenStore) {
  expect(await store.latest()).toBeUndefined();
  expect(await store.scores()).toBeUndefined();
  expect(await store.reach()).toBeUndefined();
  expect(await store.gaps(iso(-9))).toEqual([]);
  expect(await store.changes(10)).toEqual([]);
  expect(await store.verdicts({ limit: 10 })).toEqual([]);
}

async function newest(open: OpenStore) {
  expect((await save(open, 1)).saved).toBe(true);
  const { report } = await save(open, 2, { ready: { trino: 0 } });
  expect((await save(open, 1)).saved).toBe(false);
  expect((await save(open, 2)).saved).toBe(false);
  expect(await open.store.latest()).toEqual(report);
  expect(await open.another().latest()).toEqual(report);
  expect(await open.store.reach()).toEqual({ from: iso(1), to: iso(2) });
}

async function followed(open: OpenStore) {
  const other = open.another();
  expect(await other.latest()).toBeUndefined();
  const courses: Record<string, number>[] = [
    { trino: 1 },
    { trino: 0, minio: 1 },
    { trino: 0, minio: 1 },
    { minio: 0, kafka: 1 },
    { trino: 1 },
  ];
  for (const [minute, ready] of courses.entries()) {
    const { report } = await save(open, minute, { ready });
    expect(await other.latest()).toEqual(report);
    expect(await other.latest()).toBe(await other.latest());
  }
}

async function changedOnly(open: OpenStore) {
  await save(open, 0);
  const first = await open.store.verdicts({ limit: 999 });
  await save(open, 1);
  await save(open, 2);
  expect(await open.store.verdicts({ limit: 999 })).toEqual(first);
  expect(first.length).toBeGreaterThan(50);
  const found = await open.store.scores();
  expect(found?.judgedAt).toBe(iso(2));
  expect(new Set(found?.scores.map(({ since }) => since))).toEqual(
    new Set([iso(0)]),
  );
}

async function immutable(open: OpenStore) {
  await save(open, 0);
  await save(open, 1, { ready: { trino: 0 } });
  await save(open, 2);
  const records = await open.store.verdicts(workload);
  expect(records).toMatchObject([
    {
      verdict: { outcome: 'fail', evidence: [{ observed: '0 of 1 ready' }] },
      recordedAt: iso(1),
      inForce: [{ since: iso(1), until: iso(2) }],
    },
    {
      verdict: { outcome: 'pass' },
      ruleVersion: 1,
      recordedAt: iso(0),
      inForce: [{ since: iso(0), until: iso(1) }, { since: iso(2) }],
    },
  ]);
  const [{ facts }] = records;
  expect(facts).toContainEqual(
    expect.objectContaining({
      name: 'workloads',
      ok: true,
      value: [expect.objectContaining({ desired: 1, ready: 0 })],
    }),
  );
  expect(await open.store.verdicts({ ...workload, since: iso(2) })).toEqual([
    records[1],
  ]);
  expect(await open.store.verdicts({ ...workload, limit: 1 })).toHaveLength(1);
}

async function history(open: OpenStore) {
  const { report } = await save(open, 0);
  await save(open, 1);
  const { report: then } = await save(open, 2, { ready: { trino: 0 } });
  const platform = { scope: 'platform', id: 'platform' } as const;
  const points = (one: typeof report) => ({
    points: one.points,
    plain: one.plain,
  });
  expect(await open.store.history({ ...platform, since: iso(-9) })).toEqual([
    { at: iso(0), ...points(report) },
    { at: iso(2), ...points(then) },
  ]);
  expect(await open.store.history({ ...platform, since: iso(2) })).toHaveLength(
    1,
  );
  const { points: availability, plain } = then.categories.find(
    ({ category }) => category === 'availability',
  )!;
  const ofCategory = await open.store.history({
    scope: 'service',
    id: 'trino',
    category: 'availability',
    since: iso(2),
  });
  expect(ofCategory).toEqual([{ at: iso(2), points: availability, plain }]);
  const found = await open.store.scores();
  expect(
    found?.scores.map(({ scope, id }) => [scope, id].join(' ')).sort(),
  ).toEqual([
    'domain domain:default/254carbon',
    'group group:default/data-engineering',
    'platform platform',
    'service trino',
    'system data',
  ]);
  expect(found?.scores).toContainEqual({
    scope: 'service',
    id: 'trino',
    title: 'trino',
    since: iso(2),
    level: then.services[0].level,
    ...points(then),
  });
}

async function silence(open: OpenStore) {
  await save(open, 0);
  await save(open, 10);
  await save(open, 40);
  await save(open, 41);
  expect(await open.store.gaps(iso(0))).toEqual([
    { from: iso(10), to: iso(40) },
  ]);
  expect(await open.store.gaps(iso(40))).toEqual([]);
}

async function anyMoment(open: OpenStore) {
  const one = await save(open, 0, { ready: { trino: 1, minio: 0 } });
  const two = await save(open, 5, { ready: { trino: 0 } });
  const shown = async (minutes: number) => open.store.reportAt(iso(minutes));
  const as = ({ report }: typeof one, minutes: number) => ({
    ...report,
    judgedAt: iso(minutes),
  });
  expect(await shown(0)).toEqual(as(one, 0));
  expect(await shown(4)).toEqual(as(one, 4));
  expect(await shown(5)).toEqual(as(two, 5));
  expect(await shown(-1)).toBeUndefined();
  const light = await open.store.reportAt(iso(1), {
    light: true,
    serviceId: 'minio',
  });
  expect(light?.services).toHaveLength(1);
  expect(light?.points).toEqual(one.report.services[0].points);
  expect(light?.services[0].verdicts.every(v => v.evidence.length === 0)).toBe(
    true,
  );
  const facts = await open.store.factsAt(iso(4));
  expect(
    facts.find(
      ({ serviceId, name }) => serviceId === 'minio' && name === 'workloads',
    )?.observation,
  ).toMatchObject({ ok: true, value: [{ ready: 0 }] });
  const later = await open.store.factsAt(iso(5));
  expect(later.some(({ serviceId }) => serviceId === 'minio')).toBe(false);
}

async function changesOrdered(open: OpenStore) {
  await save(open, 0, { changes: [change(0, 'a')] });
  await save(open, 1, { changes: [change(1, 'b'), change(1, 'c')] });
  const { from, to, ...bare } = change(2, 'd');
  await save(open, 2, { changes: [bare] });
  const changes = await open.store.changes(3);
  expect(changes).toEqual([bare, change(1, 'b'), change(1, 'c')]);
}

async function many(open: OpenStore) {
  const ready = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`service-${i}`, i % 2]),
  );
  const changes = Array.from({ length: 1200 }, (_, i) => change(0, `r-${i}`));
  const { report } = await save(open, 0, { ready, changes });
  expect(await open.another().latest()).toEqual(report);
  expect(await open.store.changes(2000)).toEqual(changes);
}

/** More verdicts than one statement takes, some of which were stored long ago. */
async function manyAgain(open: OpenStore) {
  const fleet = (from: number, to: number, ready: number) =>
    Object.fromEntries(
      Array.from({ length: to - from }, (_, i) => [`s-${from + i}`, ready]),
    );
  const first = await save(open, 0, { ready: fleet(0, 30, 1) });
  await save(open, 1, { ready: fleet(29, 30, 1) });
  const both = { ...fleet(0, 29, 1), ...fleet(29, 30, 1), ...fleet(30, 60, 0) };
  const { saved, report } = await save(open, 2, { ready: both });
  expect(saved).toBe(true);
  expect(await open.another().latest()).toEqual(report);
  expect((await open.store.reportAt(iso(0)))?.services).toEqual(
    first.report.services,
  );
  const stored = await open.store.verdicts({ limit: 99_999 });
  expect(new Set(stored.map(({ id }) => id)).size).toBe(stored.length);
  expect(stored).toHaveLength(60 * report.rules.length);
}

async function laidOver(open: OpenStore) {
  const without = await save(open, 0);
  const { report } = await save(open, 1, { governance: GOVERNANCE });
  expect(report.counts.exempt).toBe(1);
  expect(await open.another().latest()).toEqual(report);
  await save(open, 2);
  expect(await open.store.reportAt(iso(1))).toEqual(report);
  expect(await open.store.reportAt(iso(0))).toEqual(without.report);
  const [{ inForce, verdict }] = await open.store.verdicts({
    serviceId: 'trino',
    ruleId: 'image-pinned',
    limit: 9,
  });
  expect(verdict.exemption).toBeUndefined();
  expect(inForce).toEqual([
    { since: iso(0), until: iso(1) },
    {
      since: iso(1),
      until: iso(2),
      exemption: expect.objectContaining({ approver: 'user:default/other' }),
    },
    { since: iso(2) },
  ]);
}

/** Every verdict is on one page exactly, whatever is stored between two of them. */
async function pages(open: OpenStore) {
  await save(open, 0, { ready: { trino: 1, minio: 1, kafka: 0 } });
  await save(open, 1, { ready: { trino: 0, minio: 1, kafka: 0 } });
  const asked = { ruleId: 'workload-available' };
  const all = await open.store.verdicts({ ...asked, limit: 99 });
  expect(all.map(one => [one.serviceId, one.recordedAt])).toEqual([
    ['kafka', iso(0)],
    ['minio', iso(0)],
    ['trino', iso(1)],
    ['trino', iso(0)],
  ]);
  for (const wanted of [{}, asked, { serviceId: 'trino' }, { since: iso(1) }]) {
    const whole = await open.store.verdicts({ ...wanted, limit: 9999 });
    const found: typeof whole = [];
    for (;;) {
      const after = found.at(-1);
      const page = await open.store.verdicts({ ...wanted, after, limit: 7 });
      found.push(...page);
      if (page.length < 7) break;
    }
    expect(found).toEqual(whole);
  }
  const [, , after] = all;
  await save(open, 2, { ready: { trino: 1, minio: 0, kafka: 0, zinc: 1 } });
  const rest = await open.store.verdicts({ ...asked, after, limit: 99 });
  expect(rest.map(({ serviceId, id }) => [serviceId, id])).toEqual([
    ['trino', all[3].id],
    ['zinc', expect.anything()],
  ]);
}

/** Nearly all verdicts change at once, then single ones, then the service goes. */
async function sheets(open: OpenStore) {
  const shown = async (minutes: number) =>
    (await open.store.reportAt(iso(minutes)))?.services;
  const dead = view({ trino: 1 }, deadCluster);
  const courses: Parameters<typeof save>[2][] = [
    { ready: { trino: 1 } },
    { known: dead },
    { ready: { trino: 1 } },
    { ready: { trino: 0 } },
    { ready: { trino: 0 }, governance: GOVERNANCE },
    { known: dead, governance: GOVERNANCE },
    { ready: { minio: 1 } },
    { ready: { trino: 0, minio: 1 } },
  ];
  const reports = [];
  const other = open.another();
  for (const [minute, course] of courses.entries()) {
    const { report } = await save(open, minute, course);
    reports.push(report);
    // Every second one, so that it catches up on two at once.
    if (minute % 2) expect(await other.latest()).toEqual(report);
  }
  for (const [minute, report] of reports.entries())
    expect(await shown(minute)).toEqual(report.services);
  const stored = await open.store.verdicts({ serviceId: 'trino', limit: 999 });
  const inForceAt = (minutes: number) =>
    stored.filter(({ inForce }) =>
      inForce.some(
        ({ since, until }) =>
          since <= iso(minutes) &&
          (until === undefined || until > iso(minutes)),
      ),
    );
  for (const [minute, report] of reports.entries()) {
    const own = report.services.find(one => one.serviceId === 'trino');
    expect(inForceAt(minute)).toHaveLength(own?.verdicts.length ?? 0);
  }
  const now = await open.store.verdicts({
    serviceId: 'trino',
    since: iso(7),
    limit: 999,
  });
  expect(now.map(({ id }) => id).sort()).toEqual(
    inForceAt(7)
      .map(({ id }) => id)
      .sort(),
  );
  await open.store.prune({ before: iso(6), term: open.term });
  expect(await shown(7)).toEqual(reports[7].services);
  expect(await open.another().latest()).toEqual(reports[7]);
}

async function forgets(open: OpenStore) {
  const { store, term } = open;
  await save(open, 0, { changes: [change(0, 'a')] });
  await save(open, 10, { ready: { trino: 0 }, changes: [change(10, 'b')] });
  const { report } = await save(open, 20, { ready: { trino: 0, minio: 1 } });
  const old = (await store.verdicts(workload)).length;
  expect(await store.prune({ before: iso(5), term })).toBe(1);
  expect((await store.verdicts(workload)).length).toBe(old);
  expect(await store.prune({ before: iso(15), term })).toBeGreaterThan(3);
  expect(await store.changes(10)).toEqual([]);
  expect(await store.verdicts(workload)).toMatchObject([
    { verdict: { outcome: 'fail' }, facts: [{ value: expect.anything() }] },
  ]);
  expect(await store.reach()).toEqual({ from: iso(15), to: iso(20) });
  await store.prune({ before: iso(99), term });
  expect(await open.another().latest()).toEqual(report);
  expect(await store.factsAt(iso(20))).not.toEqual([]);
  expect(await store.prune({ before: iso(99), term })).toBe(0);
}

async function fenced(open: OpenStore) {
  const { report } = await save(open, 0);
  const term = await open.takeOver();
  const late = { store: open.store, term: open.term };
  await expect(save(late, 1, { ready: { trino: 0 } })).rejects.toThrow(
    LeaseLost,
  );
  await expect(
    open.store.prune({ before: iso(9), term: open.term }),
  ).rejects.toThrow(LeaseLost);
  expect(await open.another().latest()).toEqual(report);
  const next = await save({ store: open.another(), term }, 2);
  expect(next.saved).toBe(true);
  expect(await open.store.latest()).toEqual(next.report);
}

async function anyText(open: OpenStore) {
  const known = view({ trino: 1 });
  const title = `T${'x'.repeat(400)} "quoted" 'single' ? $1 \u{1f680} ünd`;
  const odd = { ...known.services[0], title };
  const { report } = await save(open, 0, {
    known: { ...known, services: [odd], caveats: ["it's \u{1f914}"] },
    changes: [{ ...change(0, 'a'), serviceTitle: `${title}\0\ud800` }],
  });
  expect(await open.another().latest()).toEqual(report);
  const [{ serviceTitle }] = await open.store.changes(1);
  expect(serviceTitle.startsWith(title)).toBe(true);
}

/** Checks with their names. */
export const STORE_CONFORMANCE: readonly [
  string,
  (open: OpenStore) => Promise<void>,
][] = [
  ['knows nothing at first', nothing],
  ['remembers the newest report whole, and never goes back in time', newest],
  ['follows what another process wrote', followed],
  ['writes what changed and nothing else', changedOnly],
  ['keeps verdicts as they were judged, once, with their facts', immutable],
  ['tells every score over time, and all of them at once', history],
  ['knows when nobody judged', silence],
  ['tells what was in force at any moment, and the facts of it', anyMoment],
  [
    'gives changes newest first, in their order within a report',
    changesOrdered,
  ],
  ['takes many rows at once', many],
  ['takes many rows of which some are there already', manyAgain],
  ['keeps what people laid over verdicts beside them', laidOver],
  ['gives verdicts page by page, each on one page', pages],
  [
    'tells every verdict of any moment, whether many or few of them changed',
    sheets,
  ],
  ['forgets what ended long ago, and what nothing refers to', forgets],
  ['lets nobody write whose term has ended', fenced],
  ['takes texts of any kind, for people write them', anyText],
];
