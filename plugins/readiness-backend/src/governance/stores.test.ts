import {
  Exemption,
  ManualEvidence,
} from '@254carbon/backstage-plugin-platform-common';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseEvidenceStore } from '../evidence/DatabaseEvidenceStore';
import { EvidenceStore } from '../evidence/EvidenceStore';
import { MemoryEvidenceStore } from '../evidence/MemoryEvidenceStore';
import { DatabaseExemptionStore } from '../exemptions/DatabaseExemptionStore';
import { ExemptionStore } from '../exemptions/ExemptionStore';
import { MemoryExemptionStore } from '../exemptions/MemoryExemptionStore';
import { DatabaseKpiStore } from '../kpis/DatabaseKpiStore';
import { KpiStore } from '../kpis/KpiStore';
import { MemoryKpiStore } from '../kpis/MemoryKpiStore';
import {
  DatabaseLevelStore,
  LevelStore,
  MemoryLevelStore,
} from '../notify/LevelStore';
import {
  DatabaseRuleSetStore,
  MemoryRuleSetStore,
  RuleSetStore,
} from './RuleSetStore';
import { describeRuleSet } from './ruleSet';

jest.setTimeout(60_000);

/** The stores that are tried. */
interface GovernanceStores {
  exemptions: ExemptionStore;
  evidence: EvidenceStore;
  kpis: KpiStore;
  levels: LevelStore;
  ruleSet: RuleSetStore;
}

const START = Date.parse('2026-11-21T12:00:00.000Z');
const day = (days: number) => new Date(START + days * 86_400_000);
const iso = (days: number) => day(days).toISOString();

const ASKER = 'user:default/data-engineer';
const DECIDER = 'user:default/approver';

function exemption(id: string, rest: Partial<Exemption> = {}): Exemption {
  return {
    id,
    ruleId: 'disruption-budget',
    serviceId: 'trino',
    entityRef: 'component:default/trino',
    reason: 'The chart has none yet',
    owner: 'group:default/data-engineering',
    compensatingControl: 'Nodes are drained by hand, one after the other',
    requestedBy: ASKER,
    requestedAt: iso(0),
    until: iso(30),
    state: 'requested',
    ...rest,
  };
}

function proof(id: string, rest: Partial<ManualEvidence> = {}): ManualEvidence {
  return {
    id,
    ruleId: 'restore-proven',
    serviceId: 'postgresql',
    entityRef: 'resource:default/postgresql',
    statement: 'Restored into a namespace of its own; counts agree',
    proof: 'https://example.com/drills/7',
    author: ASKER,
    observedAt: iso(-1),
    recordedAt: iso(0),
    until: iso(60),
    ...rest,
  };
}

const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

/** What every store of what people say promises; in memory, on SQLite and on PostgreSQL. */
function governanceStoresConformance(
  open: () => Promise<GovernanceStores>,
): void {
  describe('exemptions', () => {
    it('gives back what was added, by service, rule, state and end; what ends soonest first', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('b', { until: iso(20) }));
      await exemptions.add(exemption('a', { serviceId: 'minio' }));
      await exemptions.add(
        exemption('c', { ruleId: 'image-pinned', until: iso(-1) }),
      );
      expect(await exemptions.find('a')).toEqual(
        exemption('a', { serviceId: 'minio' }),
      );
      expect(await exemptions.find('x')).toBeUndefined();
      expect(ids(await exemptions.list({}))).toEqual(['c', 'b', 'a']);
      expect(ids(await exemptions.list({ serviceIds: ['trino'] }))).toEqual([
        'c',
        'b',
      ]);
      expect(ids(await exemptions.list({ ruleId: 'image-pinned' }))).toEqual([
        'c',
      ]);
      expect(ids(await exemptions.list({ endsAfter: day(0) }))).toEqual([
        'b',
        'a',
      ]);
      expect(
        ids(await exemptions.list({ endsAfter: day(0), endsBefore: day(20) })),
      ).toEqual(['b']);
      expect(await exemptions.list({ states: ['approved'] })).toEqual([]);
    });

    it('is decided once, by somebody else, with a note', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('a'));
      const decision = {
        state: 'approved',
        by: DECIDER,
        at: iso(1),
        note: 'Until the chart has one',
      } as const;
      expect(await exemptions.decide('a', decision)).toEqual({
        ...exemption('a'),
        state: 'approved',
        decidedBy: DECIDER,
        decidedAt: iso(1),
        decisionNote: 'Until the chart has one',
      });
      await expect(exemptions.decide('a', decision)).rejects.toThrow(
        `${DECIDER} decided on this at ${iso(1)} (approved)`,
      );
      expect(ids(await exemptions.approved(day(1)))).toEqual(['a']);
      expect(await exemptions.approved(day(30))).toEqual([]);
    });

    it('is never decided by who asked, however the name is written', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('a'));
      for (const by of [ASKER, 'User:Default/Data-Engineer']) {
        await expect(
          exemptions.decide('a', { state: 'approved', by, at: iso(1) }),
        ).rejects.toThrow('You asked for this exemption yourself');
      }
      expect((await exemptions.find('a'))?.state).toBe('requested');
    });

    it('is not decided when it has ended, was taken back or is not there', async () => {
      const { exemptions } = await open();
      const decide = (id: string, days: number) =>
        exemptions.decide(id, {
          state: 'approved',
          by: DECIDER,
          at: iso(days),
        });
      await exemptions.add(exemption('a'));
      await exemptions.add(exemption('b'));
      await exemptions.revoke('b', { by: ASKER, at: iso(1), note: 'mended' });
      await expect(decide('a', 31)).rejects.toThrow('would have ended');
      await expect(decide('b', 2)).rejects.toThrow('was taken back');
      await expect(decide('x', 2)).rejects.toThrow('There is no exemption "x"');
    });

    it('decides once when two decide at the same moment', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('a'));
      const results = await Promise.allSettled(
        (['approved', 'rejected'] as const).map(state =>
          exemptions.decide('a', { state, by: DECIDER, at: iso(1) }),
        ),
      );
      const done = results.filter(({ status }) => status === 'fulfilled');
      expect(done).toHaveLength(1);
    });

    it('is ended early, keeps who approved it, and is ended once', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('a'));
      await exemptions.decide('a', {
        state: 'approved',
        by: DECIDER,
        at: iso(1),
      });
      const who = { by: ASKER, at: iso(2), note: 'The chart has one now' };
      expect(await exemptions.revoke('a', who)).toMatchObject({
        state: 'revoked',
        decidedBy: DECIDER,
        revokedBy: ASKER,
        revokedAt: iso(2),
        revokeNote: 'The chart has one now',
      });
      expect(await exemptions.approved(day(2))).toEqual([]);
      await expect(exemptions.revoke('a', who)).rejects.toThrow(
        'nothing left to end',
      );
      await expect(exemptions.revoke('x', who)).rejects.toThrow(
        'There is no exemption "x"',
      );
      await exemptions.add(exemption('b'));
      await exemptions.decide('b', {
        state: 'rejected',
        by: DECIDER,
        at: iso(1),
      });
      await expect(exemptions.revoke('b', who)).rejects.toThrow('was rejected');
    });

    it('remembers that its end was told, and forgets what ended long ago', async () => {
      const { exemptions } = await open();
      await exemptions.add(exemption('a'));
      await exemptions.add(exemption('b', { until: iso(-100) }));
      await exemptions.markWarned(['a'], iso(20));
      await exemptions.markWarned([], iso(21));
      expect((await exemptions.find('a'))?.warnedAt).toBe(iso(20));
      expect(await exemptions.prune(day(-90))).toBe(1);
      expect(ids(await exemptions.list({}))).toEqual(['a']);
    });
  });

  describe('manual evidence', () => {
    it('gives back what was added, newest first, and what still counts', async () => {
      const { evidence } = await open();
      await evidence.add(proof('a'));
      await evidence.add(
        proof('b', { recordedAt: iso(1), serviceId: 'minio' }),
      );
      await evidence.add(proof('c', { recordedAt: iso(-9), until: iso(-1) }));
      expect(await evidence.find('a')).toEqual(proof('a'));
      expect(await evidence.find('x')).toBeUndefined();
      expect(ids(await evidence.list({}))).toEqual(['b', 'a', 'c']);
      expect(ids(await evidence.list({ serviceIds: ['minio'] }))).toEqual([
        'b',
      ]);
      expect(ids(await evidence.list({ ruleId: 'nope' }))).toEqual([]);
      expect(ids(await evidence.list({ endsAfter: day(0) }))).toEqual([
        'b',
        'a',
      ]);
      expect(ids(await evidence.list({ endsBefore: day(0) }))).toEqual(['c']);
      expect(ids(await evidence.standing(day(0)))).toEqual(['b', 'a']);
    });

    it('is taken back once, and stays to be read', async () => {
      const { evidence } = await open();
      await evidence.add(proof('a'));
      const who = { by: ASKER, at: iso(1) };
      expect(await evidence.withdraw('a', who)).toEqual({
        ...proof('a'),
        withdrawnAt: iso(1),
        withdrawnBy: ASKER,
      });
      expect(await evidence.standing(day(1))).toEqual([]);
      expect(ids(await evidence.list({}))).toEqual(['a']);
      await expect(evidence.withdraw('a', who)).rejects.toThrow(
        'withdrew this',
      );
      await evidence.add(proof('b'));
      await expect(
        evidence.withdraw('b', { by: ASKER, at: iso(61) }),
      ).rejects.toThrow('This counted until');
      await expect(evidence.withdraw('x', who)).rejects.toThrow(
        'There is no manual evidence "x"',
      );
    });

    it('remembers that its end was told, and forgets what ended long ago', async () => {
      const { evidence } = await open();
      await evidence.add(proof('a'));
      await evidence.add(proof('b', { until: iso(-100) }));
      await evidence.markWarned(['a'], iso(20));
      expect((await evidence.find('a'))?.warnedAt).toBe(iso(20));
      expect(await evidence.prune(day(-90))).toBe(1);
      expect(ids(await evidence.list({}))).toEqual(['a']);
    });
  });

  describe('KPIs', () => {
    it('keeps points in time, without doubles, and the newest of each', async () => {
      const { kpis } = await open();
      const uptime = {
        kpiId: 'uptime',
        at: iso(0),
        state: 'met',
        value: 99.95,
      } as const;
      const speed = {
        kpiId: 'speed',
        at: iso(0),
        state: 'unmeasured',
      } as const;
      await kpis.record([]);
      await kpis.record([uptime, speed]);
      await kpis.record([{ ...uptime, value: 1 }]);
      const later = {
        ...uptime,
        at: iso(2),
        state: 'missed',
        value: 98,
      } as const;
      await kpis.record([later]);
      expect(await kpis.since(iso(0))).toEqual([speed, uptime, later]);
      expect(await kpis.since(iso(1))).toEqual([later]);
      expect(await kpis.newest()).toEqual([speed, later]);
      expect(await kpis.prune(iso(1))).toBe(1);
      expect(await kpis.since(iso(0))).toEqual([speed, later]);
    });

    it('takes more points than one statement carries', async () => {
      const { kpis } = await open();
      const points = Array.from({ length: 450 }, (_, i) => ({
        kpiId: `k${i}`,
        at: iso(0),
        state: 'met' as const,
        value: i,
      }));
      await kpis.record(points);
      expect(await kpis.newest()).toHaveLength(450);
    });
  });

  describe('levels', () => {
    it('keeps what each service holds, and replaces it', async () => {
      const { levels } = await open();
      expect(await levels.read()).toEqual(new Map());
      await levels.write(
        new Map([
          ['trino', 'gold' as const],
          ['minio', 'none' as const],
        ]),
      );
      await levels.write(new Map([['trino', 'bronze' as const]]));
      await levels.write(new Map());
      expect(await levels.read()).toEqual(
        new Map([
          ['trino', 'bronze'],
          ['minio', 'none'],
        ]),
      );
    });
  });

  describe('the set of rules', () => {
    it('keeps the newest', async () => {
      const { ruleSet } = await open();
      expect(await ruleSet.read()).toBeUndefined();
      const first = describeRuleSet({ rules: [], caps: [] });
      const second = describeRuleSet({
        rules: [{ id: 'image-pinned', version: 2, weight: 3, level: 'silver' }],
        caps: [],
        thresholds: { 'certificate-ready': { days: 14 } },
      });
      await ruleSet.write(first, iso(0));
      await ruleSet.write(second, iso(1));
      expect(await ruleSet.read()).toEqual(second);
    });
  });
}

const TABLES = [
  'readiness_exemptions',
  'readiness_evidence',
  'readiness_kpi_points',
  'readiness_held_levels',
  'readiness_rule_set',
];

describe('in memory', () => {
  governanceStoresConformance(async () => ({
    exemptions: new MemoryExemptionStore(),
    evidence: new MemoryEvidenceStore(),
    kpis: new MemoryKpiStore(),
    levels: new MemoryLevelStore(),
    ruleSet: new MemoryRuleSetStore(),
  }));
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('in %p', id => {
  let db: Awaited<ReturnType<typeof databases.init>>;
  beforeAll(async () => {
    db = await databases.init(id);
    await db.migrate.latest({
      directory: resolvePackagePath(
        '@254carbon/backstage-plugin-readiness-backend',
        'migrations',
      ),
    });
  });

  governanceStoresConformance(async () => {
    for (const table of TABLES) await db(table).delete();
    return {
      exemptions: new DatabaseExemptionStore(db),
      evidence: new DatabaseEvidenceStore(db),
      kpis: new DatabaseKpiStore(db),
      levels: new DatabaseLevelStore(db),
      ruleSet: new DatabaseRuleSetStore(db),
    };
  });
});
