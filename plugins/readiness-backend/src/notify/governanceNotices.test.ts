import {
  EvidenceView,
  ExemptionView,
} from '@254carbon/backstage-plugin-platform-common';
import { LevelLoss } from './followLevels';
import { createGovernanceNotices } from './governanceNotices';
import { Notice, Sent } from './NoticeSender';

const exemption: ExemptionView = {
  id: 'e-1',
  ruleId: 'disruption-budget',
  serviceId: 'trino',
  entityRef: 'component:default/trino',
  reason: 'The chart has none yet.',
  owner: 'group:default/data-engineering',
  compensatingControl: 'Nodes are drained by hand.',
  requestedBy: 'user:default/data-engineer',
  requestedAt: '2026-11-21T12:00:00.000Z',
  until: '2026-12-24T12:00:00.000Z',
  state: 'requested',
  phase: 'requested',
  expiresSoon: false,
  ruleTitle: 'A disruption budget',
  serviceTitle: 'Trino',
};

const evidence: EvidenceView = {
  id: 'm-1',
  ruleId: 'restore-proven',
  serviceId: 'postgresql',
  entityRef: 'resource:default/postgresql',
  statement: 'Restored, counts agree',
  proof: 'https://example.com/drills/7',
  author: 'service:drills',
  observedAt: '2026-11-20T12:00:00.000Z',
  recordedAt: '2026-11-21T12:00:00.000Z',
  until: '2026-12-24T12:00:00.000Z',
  phase: 'in-force',
  expiresSoon: true,
  ruleTitle: 'A restore is proven',
  serviceTitle: 'PostgreSQL',
};

function loss(serviceId: string, owner: string): LevelLoss {
  return {
    serviceId,
    entityRef: `component:default/${serviceId}`,
    title: serviceId,
    owner,
    from: 'gold',
    to: 'bronze',
    reasons: ['Images are pinned: Two are not.'],
  };
}

function setUp(answer: Sent = 'sent') {
  const sent: Notice[] = [];
  const notices = createGovernanceNotices({
    sender: {
      async send(notice) {
        sent.push(notice);
        return answer;
      },
    },
    approvers: ['group:default/change-approval'],
  });
  return { sent, notices };
}

describe('createGovernanceNotices', () => {
  it('writes people as names and reasons as sentences', async () => {
    const { sent, notices } = setUp();
    await notices.waiting({ ...exemption, reason: 'The chart has none' });
    await notices.decided({
      ...exemption,
      state: 'approved',
      decidedBy: 'user:default/approver',
      decisionNote: 'until then',
    });
    expect(sent.map(({ description }) => description)).toEqual([
      'data-engineer asks that "A disruption budget" is not held against Trino until 2026-12-24: The chart has none. Meanwhile: Nodes are drained by hand.',
      '"A disruption budget", until 2026-12-24: approved by approver, with the note "until then".',
    ]);
  });

  it('tells approvers what waits, and not who asked', async () => {
    const { sent, notices } = setUp();
    await notices.waiting(exemption);
    expect(sent).toEqual([
      expect.objectContaining({
        recipients: ['group:default/change-approval'],
        except: 'user:default/data-engineer',
        title: 'An exemption of Trino waits for a decision',
        description: expect.stringMatching(/2026-12-24.*drained by hand/),
        scope: 'readiness-exemption-e-1',
      }),
    ]);
  });

  it('tells who asked what was decided', async () => {
    const { sent, notices } = setUp();
    await notices.decided({
      ...exemption,
      state: 'rejected',
      decidedBy: 'user:default/approver',
      decisionNote: 'The chart has one since yesterday.',
    });
    expect(sent[0]).toMatchObject({
      recipients: ['user:default/data-engineer'],
      except: 'user:default/approver',
      title: 'The exemption of Trino was rejected',
      description: expect.stringContaining('since yesterday'),
    });
  });

  it('tells who answers for it that something ends; agents have no inbox', async () => {
    const { sent, notices } = setUp();
    expect(await notices.exemptionEnds(exemption)).toBe(true);
    expect(
      await notices.evidenceEnds(evidence, 'group:default/data-engineering'),
    ).toBe(true);
    expect(sent.map(({ recipients }) => recipients)).toEqual([
      ['group:default/data-engineering', 'user:default/data-engineer'],
      ['group:default/data-engineering'],
    ]);
  });

  it.each([
    ['failed', false],
    ['not-installed', true],
  ] as const)('when it %s, told: %s', async (answer, told) => {
    const { notices } = setUp(answer);
    expect(await notices.exemptionEnds(exemption)).toBe(told);
  });

  it('tells each owner of lost levels once, with the reasons', async () => {
    const { sent, notices } = setUp();
    const teams = ['group:default/a', 'group:default/b'];
    await notices.levelsLost([
      loss('trino', teams[0]),
      loss('minio', teams[1]),
      ...Array.from({ length: 6 }, (_, i) => loss(`s${i}`, teams[1])),
    ]);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({
      recipients: [teams[0]],
      title: 'trino lost its gold level',
      description:
        'trino was gold and is bronze now. Images are pinned: Two are not.',
      link: '/catalog/default/component/trino/readiness',
    });
    expect(sent[1]).toMatchObject({
      recipients: [teams[1]],
      title: '7 services lost a level of readiness',
      description: expect.stringContaining('And 2 more services.'),
    });
    await notices.levelsLost([]);
    expect(sent).toHaveLength(2);
    await notices.levelsLost([{ ...loss('kafka', teams[0]), to: 'none' }]);
    expect(sent[2].description).toMatch(
      /^kafka was gold and has no level now\. /,
    );
  });
});
