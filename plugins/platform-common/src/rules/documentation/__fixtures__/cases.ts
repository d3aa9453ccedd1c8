import {
  defects,
  edit,
  lookAlikes,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { artefact } from '../../benchmark/__fixtures__/tree';

type P = Parameters<typeof edit>[0];
const NAME = 'orders';
const books = (p: P, ...more: ReturnType<typeof artefact>[]) => {
  p.tree = {
    ...p.tree,
    artefacts: [
      ...p.tree.artefacts.filter(
        ({ kind, name }) => kind !== 'runbook' || name !== `${NAME}-down`,
      ),
      ...more,
    ],
  };
};
const book = (details: Record<string, string>) =>
  artefact('runbook', 'orders-restart', {
    owner: 'group:default/x',
    services: 'component:default/orders',
    alerts: '',
    risk: 'low',
    lastVerified: '2025-09-01',
    ...details,
  });

const OWN_OWNER = '254carbon.com/owner';
const OWN_DESCRIPTION = '254carbon.com/description';
type Place = 'annotations' | 'labels';

/** Says it in another word than ours. */
function renameWord(
  p: P,
  own: string,
  where: Place,
  name: string,
  value: string,
) {
  const { metadata } = edit(p, 'Deployment', 'data/orders');
  delete metadata.annotations![own];
  metadata[where] = { ...metadata[where], [name]: value };
}

/** Words of others that say whose a thing is. */
const OWNER_WORDS: readonly [string, Place, string, string][] = [
  ['the annotation of a8r.io', 'annotations', 'a8r.io/owner', '@org/orders'],
  ['a label of no prefix', 'labels', 'team', 'orders'],
  ['an annotation of the company', 'annotations', 'acme.com/team', 'Orders'],
];

/** Words of tools, which look the same. */
const TOOL_WORDS: readonly [string, Place, string, string][] = [
  [
    'what manages it is no owner',
    'labels',
    'app.kubernetes.io/managed-by',
    'x',
  ],
  ['Helm is no owner', 'labels', 'owner', 'helm'],
  [
    'a controller named its own instance',
    'annotations',
    'external-dns.alpha.kubernetes.io/owner',
    'edge-1',
  ],
  ['the owner is still to be named', 'annotations', 'a8r.io/owner', 'TBD'],
];

/** Cases of documentation, written before its rules. */
export const DOCUMENTATION = [
  ...defects(
    ...TOOL_WORDS.map(
      ([what, where, name, value]): Parameters<typeof defects>[0] => [
        'has-owner',
        NAME,
        `Nobody says whose it is; ${what}.`,
        p => renameWord(p, OWN_OWNER, where, name, value),
      ],
    ),
    [
      'has-description',
      NAME,
      'What it is for is still to be written.',
      p =>
        renameWord(
          p,
          OWN_DESCRIPTION,
          'annotations',
          'kubernetes.io/description',
          'TODO',
        ),
    ],
    [
      'has-owner',
      NAME,
      'Nobody has said whose it is.',
      p => {
        delete edit(p, 'Deployment', 'data/orders').metadata.annotations![
          '254carbon.com/owner'
        ];
      },
    ],
    [
      'has-description',
      NAME,
      'Nobody has said what it is for.',
      p => {
        delete edit(p, 'Deployment', 'data/orders').metadata.annotations![
          '254carbon.com/description'
        ];
      },
    ],
    ['has-runbook', NAME, 'No runbook is about it.', p => books(p)],
    [
      'runbook-fresh',
      NAME,
      'Its runbook was last walked through a year ago.',
      p => books(p, book({ lastVerified: '2024-09-01' })),
    ],
    [
      'runbook-targets-exist',
      NAME,
      'Its runbook is about an alert that exists nowhere.',
      p => books(p, book({ alerts: 'OrdersGone' })),
    ],
    [
      'runbook-targets-exist',
      NAME,
      'Its runbook names a service that there is none of.',
      p =>
        books(
          p,
          book({
            services:
              'component:default/orders, component:default/order-gateway',
          }),
        ),
    ],
  ),
  ...lookAlikes(
    ...OWNER_WORDS.map(
      ([what, where, name, value]): Parameters<typeof lookAlikes>[0] => [
        'has-owner',
        NAME,
        `Whose it is stands in ${what}.`,
        p => renameWord(p, OWN_OWNER, where, name, value),
        { says: 'pass' },
      ],
    ),
    ...['a8r.io/description', 'kubernetes.io/description'].map(
      (name): Parameters<typeof lookAlikes>[0] => [
        'has-description',
        NAME,
        `What it is for stands in ${name}.`,
        p =>
          renameWord(p, OWN_DESCRIPTION, 'annotations', name, 'Takes orders.'),
        { says: 'pass' },
      ],
    ),
    [
      'has-owner',
      'grafana',
      'The profile says whose it is.',
      () => undefined,
      { says: 'pass' },
    ],
    [
      'has-description',
      'grafana',
      'The profile says what it is.',
      () => undefined,
      { says: 'pass' },
    ],
    [
      'has-runbook',
      NAME,
      'A runbook about several services.',
      p =>
        books(
          p,
          book({
            services: 'resource:default/postgresql, component:default/orders',
          }),
        ),
      { says: 'pass' },
    ],
    [
      'runbook-fresh',
      NAME,
      'One of two is fresh.',
      p =>
        books(
          p,
          book({ lastVerified: '2025-10-01' }),
          artefact('runbook', 'orders-old', {
            owner: 'group:default/x',
            services: 'component:default/orders',
            alerts: '',
            risk: 'low',
            lastVerified: '2025-08-01',
          }),
        ),
      { says: 'pass' },
    ],
    [
      'runbook-targets-exist',
      NAME,
      'An alert that is written and not loaded exists.',
      p => books(p, book({ alerts: 'TrinoDown' })),
      { says: 'pass' },
    ],
  ),
  ...unknowables(
    [
      'has-runbook',
      NAME,
      'No manifests are read.',
      p => {
        p.withoutTree = true;
      },
    ],
    [
      'runbook-fresh',
      NAME,
      'Nobody has ever walked through it.',
      p => books(p, book({ lastVerified: 'never' })),
    ],
    [
      'runbook-targets-exist',
      NAME,
      'The alert may be in a chart that was not rendered.',
      p => {
        books(p, book({ alerts: 'OrdersGone' }));
        p.tree = {
          ...p.tree,
          notRendered: [
            {
              kind: 'chart',
              path: 'charts/alerts',
              reason: 'helm is not installed',
            },
          ],
        };
      },
    ],
  ),
];
