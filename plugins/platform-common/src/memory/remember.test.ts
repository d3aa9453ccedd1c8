import { ClusterState } from '../model';
import { service } from '../rules/testing/world';
import { recallServices, toRemembered, whyUnseen } from './remember';

const SEEN_AT = '2026-11-21T11:00:00.000Z';
const KIND = { resource: 'apps/v1/deployments', ok: true, count: 3 };

const trino = service({
  id: 'trino',
  cluster: 'demo',
  workloads: [
    {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      cluster: 'demo',
      namespace: 'data',
      name: 'trino',
      images: [],
      pods: [],
    },
  ],
  health: { state: 'healthy', stale: false, summary: 'fine', evidence: [] },
});

function cluster(rest: Partial<ClusterState> = {}): ClusterState {
  return { name: 'demo', phase: 'reading', kinds: [KIND], ...rest };
}

describe('whyUnseen', () => {
  it.each<[string, ClusterState[], RegExp]>([
    ['read in full', [cluster()], /^$/],
    ['not configured', [cluster({ name: 'other' })], /no longer configured/],
    ['not read yet', [cluster({ phase: 'connecting' })], /since the portal/],
    ['failing', [cluster({ phase: 'failing' })], /cannot be read at present/],
    [
      'failing with a reason',
      [
        cluster({
          phase: 'failing',
          kinds: [
            { resource: 'discovery', ok: false, count: 0, reason: 'Refused.' },
          ],
        }),
      ],
      /^Refused\.$/,
    ],
    [
      'failing for its kind',
      [
        cluster({
          phase: 'partly-failing',
          kinds: [{ ...KIND, ok: false, reason: 'forbidden' }],
        }),
      ],
      /deployments of cluster demo cannot be read: forbidden/,
    ],
    [
      'failing for another kind',
      [
        cluster({
          phase: 'partly-failing',
          kinds: [KIND, { ...KIND, resource: 'v1/secrets', ok: false }],
        }),
      ],
      /^$/,
    ],
    [
      'holding some of its kind',
      [
        cluster({
          kinds: [
            { ...KIND, held: { count: 7, since: SEEN_AT, reason: 'Shrunk.' } },
          ],
        }),
      ],
      /Shrunk/,
    ],
  ])('of a cluster that is %s', (_, clusters, reason) => {
    expect(whyUnseen(trino, clusters) ?? '').toMatch(reason);
  });
});

describe('recallServices', () => {
  const remembered = [{ service: toRemembered(trino), seenAt: SEEN_AT }];

  it('shows what is not seen as unknown now, with what it was', () => {
    const clusters = [cluster({ phase: 'failing' })];
    expect(recallServices({ seen: [], remembered, clusters })).toMatchObject([
      {
        id: 'trino',
        workloads: [],
        health: { state: 'unknown', stale: true, since: SEEN_AT },
        lastKnown: { state: 'healthy', summary: 'fine', seenAt: SEEN_AT },
      },
    ]);
  });

  it('adds nothing to what is seen, under any of its ids, nor to what is gone', () => {
    const clusters = [cluster({ phase: 'failing' })];
    const renamed = { ...trino, id: 'query', formerIds: ['trino'] };
    for (const seen of [[trino], [renamed]]) {
      expect(recallServices({ seen, remembered, clusters })).toEqual([]);
    }
    expect(
      recallServices({ seen: [], remembered, clusters: [cluster()] }),
    ).toEqual([]);
  });
});
