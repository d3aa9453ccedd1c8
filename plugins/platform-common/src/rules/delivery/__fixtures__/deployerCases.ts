/** Cases of which application deploys a service, where it does not list it, written before the finding of it. */
import {
  defects,
  edit,
  json,
  lookAlikes,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { app, make } from '../../benchmark/__fixtures__/objects';

type P = Parameters<typeof edit>[0];

const REPOSITORY = 'https://git.example.com/platform.git';

/** Takes the marks of Argo CD from a Deployment. */
const unmark = (p: P, place: string) => {
  delete edit(p, 'Deployment', place).metadata.annotations?.[
    'argocd.argoproj.io/tracking-id'
  ];
};

/** The comparison of an application failed: it lists nothing. */
const silence = (p: P, name: string) => {
  const { status } = edit(p, 'Application', `argocd/${name}`);
  status.sync.status = 'Unknown' as never;
  status.conditions = json([
    { type: 'ComparisonError', message: 'context deadline exceeded' },
  ]) as never;
  delete (status as Partial<typeof status>).resources;
};

const setSpec = (p: P, name: string, spec: object) => {
  edit(p, 'Application', `argocd/${name}`).spec = json(spec) as never;
};

/** The application lists nothing, and nothing on the workload tells of it. */
const forget = (p: P, name: string) => {
  silence(p, name);
  unmark(p, `data/${name}`);
};

/** An application beside the others, for a namespace, that lists nothing. */
const beside = (p: P, namespace: string, source: object, rest = {}) => {
  p.objects.push(
    make('argoproj.io/v1alpha1', 'Application', 'argocd/beside', {
      spec: { source, destination: { namespace } },
      status: { sync: { status: 'Unknown' }, health: { status: 'Healthy' } },
      ...rest,
    }),
  );
};

const settings = (p: P, data: Record<string, string>) => {
  p.objects.push(make('v1', 'ConfigMap', 'argocd/argocd-cm', { data }));
};

const chart = { repoURL: 'https://charts.example.com', chart: 'anything' };

/** Cases of which application deploys a service. */
export const DEPLOYERS = [
  ...defects(
    [
      'argo-synced',
      'trino',
      'Its comparison failed, so that it lists nothing; trino is written in the folder that it deploys.',
      p => forget(p, 'trino'),
    ],
    [
      'argo-synced',
      'superset',
      'The folder is one of several sources.',
      p => {
        forget(p, 'superset');
        setSpec(p, 'superset', {
          sources: [
            chart,
            { repoURL: REPOSITORY, ref: 'values' },
            {
              repoURL: 'git@git.example.com:platform.git',
              path: './apps/superset/',
            },
          ],
          destination: { namespace: 'data' },
        });
      },
    ],
    [
      'argo-healthy',
      'trino',
      'It lists nothing and is degraded; its folder tells that it is about trino.',
      p => {
        forget(p, 'trino');
        edit(p, 'Application', 'argocd/trino').status.health.status =
          'Degraded' as never;
      },
      { also: ['trino argo-synced'] },
    ],
    [
      'argo-synced',
      'trino',
      'Argo CD tracks by its label; no manifests are read.',
      p => {
        p.withoutTree = true;
        forget(p, 'trino');
        const { metadata } = edit(p, 'Deployment', 'data/trino');
        metadata.labels = {
          ...metadata.labels,
          'app.kubernetes.io/instance': 'trino',
        };
      },
    ],
    [
      'argo-synced',
      'trino',
      'Argo CD tracks by a label of its own choice; no manifests are read.',
      p => {
        p.withoutTree = true;
        forget(p, 'trino');
        settings(p, { 'application.instanceLabelKey': 'example.com/deployed' });
        const { metadata } = edit(p, 'Deployment', 'data/trino');
        metadata.labels = {
          ...metadata.labels,
          'example.com/deployed': 'trino',
        };
      },
    ],
  ),
  ...lookAlikes(
    [
      'argo-synced',
      'trino',
      'Another application of the namespace lists nothing; its own lists trino.',
      p => beside(p, 'data', chart),
      { says: 'pass' },
    ],
    [
      'argo-synced',
      'orders',
      'Every application of its namespace lists what it deploys, and none lists it.',
      p => unmark(p, 'data/orders'),
      { says: 'not-applicable' },
    ],
    [
      'argo-synced',
      'grafana',
      'What lists nothing is for another namespace.',
      p => beside(p, 'edge', chart),
      { says: 'not-applicable' },
    ],
    [
      'argo-synced',
      'grafana',
      'What lists nothing deploys a folder of the repository in which grafana is not written.',
      p => beside(p, 'monitoring', { repoURL: REPOSITORY, path: 'apps/loki' }),
      { says: 'not-applicable', also: ['*'] },
    ],
    [
      'argo-synced',
      'trino',
      'Around its folder lies that of an application which lists nothing; its own is the innermost and lists it.',
      p => {
        unmark(p, 'data/trino');
        beside(p, 'edge', { repoURL: REPOSITORY, path: 'apps' });
      },
      { says: 'pass', also: ['*'] },
    ],
    [
      'argo-synced',
      'orders',
      'What lists nothing is an application of something else that calls its kind so.',
      p => {
        unmark(p, 'data/orders');
        p.objects.push(
          make('app.k8s.io/v1beta1', 'Application', 'data/orders', {
            spec: { destination: { namespace: 'data' } },
          }),
        );
      },
      { says: 'not-applicable' },
    ],
    [
      'under-gitops',
      'trino',
      'Its folder tells, where the application does not.',
      p => forget(p, 'trino'),
      { says: 'pass', also: ['trino argo-synced'] },
    ],
    [
      'argo-synced',
      'grafana',
      'There is no Argo CD.',
      p => {
        p.unlisted.push('argoproj.io/applications');
        p.objects = p.objects.filter(({ kind }) => kind !== 'Application');
      },
      { says: 'not-applicable' },
    ],
  ),
  ...unknowables(
    [
      'argo-synced',
      'orders',
      'An application for its namespace deploys a chart from elsewhere and lists nothing.',
      p => {
        unmark(p, 'data/orders');
        beside(p, 'data', chart);
      },
    ],
    [
      'argo-healthy',
      'grafana',
      'An application for its namespace was never compared.',
      p => beside(p, 'monitoring', chart, { status: {} }),
    ],
    [
      'argo-synced',
      'trino',
      'Its application lists nothing, no mark is on it, and no manifests are read.',
      p => {
        p.withoutTree = true;
        forget(p, 'trino');
      },
    ],
    [
      'argo-source-exists',
      'grafana',
      'Whether the application whose folder is gone deploys it, nobody knows.',
      p => {
        beside(p, 'monitoring', {
          repoURL: 'https://git.example.com/other.git',
          path: 'gone',
        });
      },
    ],
    [
      'argo-synced',
      'trino',
      'Argo CD tracks by annotations alone, so that the label is that of its chart.',
      p => {
        p.withoutTree = true;
        forget(p, 'trino');
        settings(p, { 'application.resourceTrackingMethod': 'annotation' });
        const { metadata } = edit(p, 'Deployment', 'data/trino');
        metadata.labels = {
          ...metadata.labels,
          'app.kubernetes.io/instance': 'trino',
        };
      },
    ],
    [
      'under-gitops',
      'extra',
      'An application for its namespace lists nothing.',
      p => {
        p.objects.push(...app({ name: 'extra' }));
        beside(p, 'data', chart);
      },
      { also: ['extra *'] },
    ],
  ),
];
