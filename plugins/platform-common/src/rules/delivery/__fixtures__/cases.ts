import {
  defects,
  edit,
  lookAlikes,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { DEPLOYERS } from './deployerCases';
import { artefact } from '../../benchmark/__fixtures__/tree';
import { app, container } from '../../benchmark/__fixtures__/objects';

type P = Parameters<typeof edit>[0];
const source = (p: P, details: Record<string, string>) => {
  p.tree = {
    ...p.tree,
    artefacts: [
      ...p.tree.artefacts.filter(
        ({ kind, name }) => kind !== 'argo-source' || name !== 'trino',
      ),
      artefact('argo-source', 'trino', { namespace: 'data', ...details }),
    ],
  };
};

/** Cases of delivery, written before its rules. */
export const DELIVERY = [
  ...DEPLOYERS,
  ...defects(
    [
      'argo-synced',
      'trino',
      'Argo CD says that what runs is not what is written.',
      p => {
        edit(p, 'Application', 'argocd/trino').status.sync.status =
          'OutOfSync' as never;
      },
    ],
    [
      'argo-synced',
      'superset',
      'Argo CD cannot compare: the source is broken.',
      p => {
        edit(p, 'Application', 'argocd/superset').status.sync.status =
          'Unknown' as never;
        edit(p, 'Application', 'argocd/superset').status.conditions = [
          { type: 'ComparisonError', message: 'app path does not exist' },
        ] as never;
      },
    ],
    [
      'argo-healthy',
      'trino',
      'Argo CD calls it degraded.',
      p => {
        edit(p, 'Application', 'argocd/trino').status.health.status =
          'Degraded' as never;
      },
    ],
    [
      'argo-source-exists',
      'trino',
      'The folder that Argo CD deploys is not in the repository.',
      p => source(p, { path: 'apps/trinoo', found: 'no' }),
    ],
    [
      'no-drift',
      'trino',
      'Somebody changed the image by hand.',
      p => {
        (
          edit(p, 'Deployment', 'data/trino').spec.template.spec
            .containers[0] as never as Record<string, unknown>
        ).image = 'example/trino:9.9.9';
      },
    ],
    [
      'under-gitops',
      'extra',
      'Nothing deploys it but a hand.',
      p => {
        p.objects.push(...app({ name: 'extra' }));
      },
      { also: ['extra *'] },
    ],
  ),
  ...lookAlikes(
    [
      'argo-synced',
      'trino',
      'It is being synchronised at this moment.',
      p => {
        const s = edit(p, 'Application', 'argocd/trino').status;
        s.sync.status = 'OutOfSync' as never;
        s.operationState = { phase: 'Running' } as never;
      },
    ],
    [
      'argo-healthy',
      'trino',
      'A rollout is under way.',
      p => {
        edit(p, 'Application', 'argocd/trino').status.health.status =
          'Progressing' as never;
      },
    ],
    [
      'argo-source-exists',
      'trino',
      'Found.',
      () => undefined,
      { says: 'pass' },
    ],
    [
      'no-drift',
      'superset',
      'The autoscaler decides the replicas, which the manifest leaves open.',
      p => {
        edit(p, 'Deployment', 'data/superset').spec.replicas = 5 as never;
        edit(p, 'Deployment', 'data/superset').status = {
          replicas: 5,
          readyReplicas: 5,
        } as never;
      },
      { says: 'pass' },
    ],
    [
      'no-drift',
      'trino',
      'A default that the API server filled in.',
      p => {
        edit(p, 'Deployment', 'data/trino').spec.progressDeadlineSeconds =
          600 as never;
      },
      { says: 'pass' },
    ],
    [
      'under-gitops',
      'grafana',
      'No application of Argo CD says so, and its manifests are in the repository.',
      () => undefined,
    ],
    [
      'under-gitops',
      'coredns',
      'The cluster brings its own.',
      () => undefined,
      { says: 'not-applicable' },
    ],
  ),
  ...unknowables(
    [
      'argo-source-exists',
      'trino',
      'It lies in another repository.',
      p => source(p, { path: 'trino', found: 'elsewhere' }),
    ],
    [
      'argo-source-exists',
      'trino',
      'No manifests are read.',
      p => {
        p.withoutTree = true;
      },
    ],
    [
      'no-drift',
      'trino',
      'No manifests are read.',
      p => {
        p.withoutTree = true;
        container('x');
      },
    ],
    [
      'argo-synced',
      'trino',
      'Applications may not be read.',
      p => {
        p.unread.push('argoproj.io/applications');
      },
    ],
    [
      'under-gitops',
      'extra',
      'Its chart was not rendered.',
      p => {
        p.objects.push(...app({ name: 'extra' }));
        p.tree = {
          ...p.tree,
          notRendered: [
            {
              kind: 'chart',
              path: 'charts/extra',
              reason: 'helm is not installed',
              namespaces: ['data'],
            },
          ],
        };
      },
      { also: ['extra *'] },
    ],
  ),
];
