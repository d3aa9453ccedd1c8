import {
  ALL_RULES,
  Exemption,
  ManualEvidence,
} from '@254carbon/backstage-plugin-platform-common';
import { MemoryEvidenceStore } from '../evidence/MemoryEvidenceStore';
import { MemoryExemptionStore } from '../exemptions/MemoryExemptionStore';
import { NOW, view } from '../testing/fixtures';
import { GovernanceNotices } from './governanceNotices';
import { remindOfEnds } from './remindOfEnds';

const inDays = (days: number) =>
  new Date(NOW + days * 86_400_000).toISOString();

function exemption(id: string, until: string): Exemption {
  return {
    id,
    ruleId: 'image-pinned',
    serviceId: 'trino',
    entityRef: 'component:default/trino',
    reason: 'The chart cannot pin it',
    owner: 'group:default/data-engineering',
    compensatingControl: 'The registry keeps the tag',
    requestedBy: 'user:default/data-engineer',
    requestedAt: inDays(-1),
    until,
    state: 'requested',
  };
}

function proof(id: string, until: string, serviceId = 'trino'): ManualEvidence {
  return {
    id,
    ruleId: 'restore-proven',
    serviceId,
    entityRef: `component:default/${serviceId}`,
    statement: 'Restored',
    proof: 'minutes of the drill',
    author: 'user:default/data-engineer',
    observedAt: inDays(-2),
    recordedAt: inDays(-1),
    until,
  };
}

async function setUp(isTold = true) {
  const exemptions = new MemoryExemptionStore();
  const evidence = new MemoryEvidenceStore();
  const told: string[] = [];
  const notices: GovernanceNotices = {
    waiting: async () => {},
    decided: async () => {},
    levelsLost: async () => {},
    async exemptionEnds({ id }) {
      told.push(id);
      return isTold;
    },
    async evidenceEnds({ id }, owner) {
      told.push(`${id} to ${owner}`);
      return isTold;
    },
  };
  const { services } = view({ trino: 1 });
  const remind = () =>
    remindOfEnds({
      exemptions,
      evidence,
      notices,
      rules: ALL_RULES,
      services: () => services,
      warningDays: 14,
      now: () => NOW,
    });
  for (const [id, days] of [
    ['near', 5],
    ['far', 40],
    ['open', 5],
  ] as const)
    await exemptions.add(exemption(id, inDays(days)));
  for (const id of ['near', 'far']) {
    await exemptions.decide(id, {
      state: 'approved',
      by: 'user:default/approver',
      at: inDays(0),
    });
  }
  return { evidence, told, remind };
}

describe('remindOfEnds', () => {
  it('tells once what is in force and ends within the warning days', async () => {
    const { evidence, told, remind } = await setUp();
    await evidence.add(proof('drill', inDays(3)));
    await evidence.add(proof('gone', inDays(3), 'not-seen-now'));
    await evidence.add(proof('later', inDays(30)));
    await remind();
    await remind();
    expect(told.sort()).toEqual([
      'drill to group:default/data-engineering',
      'gone to ',
      'near',
    ]);
  });

  it('tries again what could not be told', async () => {
    const { told, remind } = await setUp(false);
    await remind();
    await remind();
    expect(told).toEqual(['near', 'near']);
  });
});
