/** What a form would do. */
import {
  EditedFile,
  Preview,
  TestRead,
} from '@254carbon/backstage-plugin-platform-common';

/** A preview that may be created. */
export const PREVIEW: Preview = {
  id: 'f'.repeat(32),
  template: 'template:default/eia-connector',
  name: 'eia-wti',
  mayCreate: true,
  files: [
    {
      path: 'README.md',
      bytes: 24,
      isBinary: false,
      content: '# eia-wti\n\nReads RWTC.\n',
      cut: false,
      change: 'added',
    },
    {
      path: 'deploy/cronjob.yaml',
      bytes: 40,
      isBinary: false,
      content: 'kind: CronJob\nspec:\n  schedule: 37 6 * * *\n',
      cut: false,
      change: 'changed',
    },
    {
      path: 'vendor/runtime.tgz',
      bytes: 65_536,
      isBinary: true,
      content: '',
      cut: false,
      change: 'added',
    },
    {
      path: 'src/main.js',
      bytes: 10,
      isBinary: false,
      content: 'run();\n',
      cut: false,
      change: 'unchanged',
    },
  ],
  diff: {
    target: 'repository',
    repository: 'data-engineering/eia-wti',
    reason: 'Compared with the main branch of data-engineering/eia-wti.',
    added: ['README.md', 'vendor/runtime.tgz'],
    removed: ['notes.md'],
    changed: [
      {
        path: 'deploy/cronjob.yaml',
        lines: [
          { kind: 'skipped', text: '2 equal lines' },
          { kind: 'removed', text: '  schedule: 0 6 * * *' },
          { kind: 'added', text: '  schedule: 37 6 * * *' },
        ],
      },
    ],
    unchanged: 1,
  },
  edited: [],
  verdicts: [
    {
      rule: 'validators',
      title: 'Every file is valid',
      outcome: 'pass',
      message: '12 documents of 20 files were parsed and judged.',
    },
    {
      rule: 'network-policy',
      title: 'Traffic is restricted',
      outcome: 'warning',
      file: 'deploy/networkpolicy.yaml',
      message: 'Egress is open.',
    },
    {
      rule: 'backup-recent',
      title: 'Backed up lately',
      outcome: 'unknown',
      message: 'Only a cluster can say.',
    },
  ],
  problems: [
    {
      severity: 'warning',
      field: 'series',
      message: 'RWTC is already read by component:default/eia-old.',
    },
  ],
  nextRuns: [
    '2026-11-23T06:37:00.000Z',
    '2026-11-24T06:37:00.000Z',
    '2026-11-25T06:37:00.000Z',
    '2026-11-26T06:37:00.000Z',
    '2026-11-27T06:37:00.000Z',
  ],
  timezone: 'UTC',
  callsPerDay: 1,
  quotaPerDay: 25,
  duplicates: [{ entityRef: 'component:default/eia-old', series: 'RWTC' }],
  steps: [
    { id: 'skeleton', name: 'Write the repository', outcome: 'done' },
    { id: 'publish', name: 'Publish', outcome: 'done' },
  ],
  approval: {
    needed: false,
    reason: 'The target is not production.',
    state: 'none',
  },
  madeAt: '2026-11-21T12:00:00.000Z',
};

/** Files that somebody edited by hand, one of each kind. */
export const EDITED: EditedFile[] = [
  {
    path: 'docs/index.md',
    outcome: 'kept',
    mayDecide: false,
    message:
      'Was edited by hand and stays so; the template writes it as before.',
  },
  {
    path: 'catalog-info.yaml',
    outcome: 'merged',
    mayDecide: false,
    message:
      'Was edited by hand; the edit and what the template writes now are put together.',
  },
  {
    path: 'README.md',
    outcome: 'undecided',
    mayDecide: true,
    message:
      'Was edited by hand, and the template now writes it in another way.',
  },
  {
    path: 'src/connector.js',
    outcome: 'replaced',
    mayDecide: true,
    message:
      'Is written as the template has it; the edit is left to the history of the repository.',
  },
];

/** A preview that is refused. */
export const REFUSED: Preview = {
  ...PREVIEW,
  mayCreate: false,
  files: [],
  problems: [
    {
      severity: 'refused',
      field: 'schedule',
      message:
        'The schedule names a day of the month and a weekday, which Quartz cannot say.',
    },
    { severity: 'refused', message: 'deploy/cronjob.yaml: is no YAML.' },
  ],
};

/** Rows that were read. */
export const READ: TestRead = {
  from: 'simulated',
  reason: 'Read from http://127.0.0.1:4000/v2 without a key.',
  rows: [
    { period: '2026-06-15', series: 'RWTC', value: '71.26' },
    { period: '2026-06-16', series: 'RWTC', value: null },
  ],
  columns: [
    { name: 'period', type: 'date' },
    { name: 'series', type: 'string' },
    { name: 'value', type: 'decimal' },
  ],
  quality: [
    { check: 'null ratio of value', outcome: 'warn', message: '1 of 2' },
    { check: 'rows', outcome: 'pass', message: '2 rows' },
  ],
  requests: ['GET /v2/petroleum/pri/spt/data/?series=RWTC'],
  rejected: 0,
  milliseconds: 420,
};
