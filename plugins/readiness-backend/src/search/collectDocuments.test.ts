import { mockServices } from '@backstage/backend-test-utils';
import {
  RuleTally,
  ServiceScore,
} from '@254carbon/backstage-plugin-platform-common';
import { collectDocuments } from './collectDocuments';
import { ReadinessCollatorFactory } from './ReadinessCollatorFactory';

const service = {
  serviceId: 'trino',
  title: 'Trino',
  entityRef: 'component:default/trino',
  points: { low: 1, high: 3, known: 2, of: 4 },
  level: 'bronze',
} as ServiceScore;
const tally = {
  rule: {
    id: 'image-pinned',
    title: 'Images are pinned',
    why: 'Because.',
    category: 'infrastructure',
    level: 'silver',
    remedy: { text: 'Name a version.' },
  },
  counts: { pass: 2, fail: 1, unknown: 0, notApplicable: 0 },
  failing: [{ serviceId: 'trino', title: 'Trino' }],
} as RuleTally;

describe('documents of the search index', () => {
  it('lead to the page of the rule and to the tab of the service', () => {
    expect(collectDocuments([service], [tally])).toEqual([
      {
        title: 'Readiness rule: Images are pinned',
        text: 'Because. Failing: Trino. 2 pass, 0 are not known. Name a version.',
        location: '/readiness/rules/image-pinned',
        about: 'rule',
        category: 'infrastructure',
        level: 'silver',
      },
      {
        title: 'Readiness of Trino',
        text: '25 to 75 percent, level bronze. Does not hold: Images are pinned.',
        location: '/catalog/default/component/trino/readiness',
        about: 'service',
        entityRef: 'component:default/trino',
        level: 'bronze',
      },
    ]);
  });

  it.each([
    [
      'none',
      '25 to 75 percent, no level reached yet. Nothing is known to fail.',
    ],
    [
      undefined,
      '25 to 75 percent, nothing to reach a level by. Nothing is known to fail.',
    ],
  ] as const)('say level %s in words', (level, text) => {
    const [document] = collectDocuments([{ ...service, level }], []);
    expect(document.text).toBe(text);
  });

  it('are none as long as nothing is judged, and that is a failure', async () => {
    const factory = new ReadinessCollatorFactory({
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      fetch: async () =>
        new Response(JSON.stringify({ state: 'pending', reason: 'Wait.' })),
    });
    expect(factory.visibilityPermission.name).toBe('readiness.report.read');
    const read = async () => {
      for await (const document of await factory.getCollator()) void document;
    };
    await expect(read()).rejects.toThrow('Wait.');
  });
});
