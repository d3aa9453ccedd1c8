import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseEvidenceStore } from '../evidence/DatabaseEvidenceStore';
import { MemoryEvidenceStore } from '../evidence/MemoryEvidenceStore';
import { DatabaseExemptionStore } from '../exemptions/DatabaseExemptionStore';
import { MemoryExemptionStore } from '../exemptions/MemoryExemptionStore';
import { DatabaseKpiStore } from '../kpis/DatabaseKpiStore';
import { MemoryKpiStore } from '../kpis/MemoryKpiStore';
import { DatabaseLevelStore, MemoryLevelStore } from '../notify/LevelStore';
import { DatabaseRuleSetStore, MemoryRuleSetStore } from './RuleSetStore';
import { governanceStoresConformance } from './stores.conformance';

jest.setTimeout(60_000);

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
