import { failed, observed } from '../../../model';
import {
  defects,
  edit,
  lookAlikes,
  main,
  template,
  told,
  unknowables,
} from '../../benchmark/__fixtures__/plant';
import { hoursAgo, make } from '../../benchmark/__fixtures__/objects';

type P = Parameters<typeof edit>[0];
const DS = 'dolphinscheduler';
const pipe = (p: P) =>
  p.pipelines[0] as unknown as Record<string, unknown> & {
    steps: Record<string, unknown>[];
  };
const LAKE = { kind: 'api', name: 'iceberg' } as const;
const lists = (p: P, names: string[], cluster?: string) => {
  const value = { names, ...(cluster ? { cluster } : {}) };
  p.lake = observed({ value, now: 0, source: LAKE });
};
const STORE = 'victoria-metrics';
const runs = (p: P) =>
  told(p, DS, 'runs').runs as never as Record<string, unknown>[];
const mounted = (p: P, command: string[]) => {
  const c = main(p, 'data/ingest-eia', 'CronJob');
  c.command = command as never;
  c.volumeMounts = [{ name: 'code', mountPath: '/code' }] as never;
  template(p, 'CronJob', 'data/ingest-eia').volumes = [
    { name: 'code', configMap: { name: 'superset-config' } },
  ] as never;
};

/** Cases of pipelines, written before its rules. */
export const PIPELINES = [
  ...defects(
    [
      'schedule-valid',
      DS,
      'Five fields, and the scheduler reads seconds first.',
      p => {
        pipe(p).schedule = { expression: '30 6 * * *', dialect: 'quartz' };
      },
    ],
    [
      'schedule-valid',
      DS,
      'Both days are given, which Quartz refuses.',
      p => {
        pipe(p).schedule = {
          expression: '0 30 6 1 * MON *',
          dialect: 'quartz',
        };
      },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'A CronJob with the fields of Quartz.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.schedule =
          '0 30 6 * * ?' as never;
      },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'Kubernetes has no seventh weekday.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.schedule =
          '30 6 * * 7' as never;
      },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'Kubernetes refuses a time zone in the schedule.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.schedule =
          'TZ=America/New_York 30 6 * * *' as never;
      },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'There is no such time zone.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.timeZone =
          'America/Newyork' as never;
      },
    ],
    [
      'steps-act',
      DS,
      'The script of a step is one comment.',
      p => {
        pipe(p).steps[0].script = '# fetch EIA prices\n';
      },
    ],
    [
      'steps-act',
      DS,
      'The script only says that it is done.',
      p => {
        pipe(p).steps[1] = {
          name: 'check',
          type: 'SHELL',
          script: 'echo "quality check passed"\nexit 0',
          retries: 2,
          retryMinutes: 1,
        };
      },
    ],
    [
      'steps-act',
      'ingest-eia',
      'The Job sleeps and ends.',
      p => {
        main(p, 'data/ingest-eia', 'CronJob').command = [
          'sh',
          '-c',
          'sleep 5',
        ] as never;
      },
    ],
    [
      'sink-exists',
      DS,
      'The table that it writes to does not exist.',
      p => {
        pipe(p).sinks = [
          { kind: 'table', name: 'iceberg.raw.price', exists: false },
        ];
      },
    ],
    [
      'sink-exists',
      DS,
      'Nothing of it goes anywhere.',
      p => {
        pipe(p).sinks = [];
      },
    ],
    [
      'files-exist',
      DS,
      'A step runs a file that the repository does not have.',
      p => {
        pipe(p).steps[0].files = ['workflows/fetch_eia.py'];
      },
    ],
    [
      'files-exist',
      'ingest-eia',
      'The command names a file that its ConfigMap does not hold.',
      p => mounted(p, ['sh', '/code/fetch.sh']),
    ],
    [
      'retries-set',
      DS,
      'A step is given up after its first failure.',
      p => {
        pipe(p).steps[0].retries = 0;
      },
    ],
    [
      'retries-set',
      DS,
      'Retries without a pause.',
      p => {
        pipe(p).steps[0].retryMinutes = 0;
      },
    ],
    [
      'retries-set',
      'ingest-eia',
      'The Job is given up at once.',
      p => {
        edit(
          p,
          'CronJob',
          'data/ingest-eia',
        ).spec.jobTemplate.spec.backoffLimit = 0 as never;
        template(p, 'CronJob', 'data/ingest-eia').restartPolicy =
          'Never' as never;
      },
    ],
    [
      'fits-quota',
      DS,
      'It asks more often than the source allows.',
      p => {
        pipe(p).quota = {
          source: 'eia',
          requestsPerDay: 6000,
          allowedPerDay: 5000,
        };
      },
    ],
    [
      'last-run-good',
      DS,
      'The last run failed.',
      p => {
        runs(p)[0].outcome = 'failed';
        runs(p)[0].state = 'FAILURE';
      },
      { also: [`${DS} success-rate`, `${DS} data-fresh`] },
    ],
    [
      'success-rate',
      DS,
      'Three of seven runs failed.',
      p => {
        for (const i of [2, 3, 4]) runs(p)[i].outcome = 'failed';
      },
    ],
    [
      'data-fresh',
      DS,
      'Daily, and its last success is five days old.',
      p => {
        told(p, DS, 'runs').runs = runs(p).slice(4) as never;
      },
    ],
    [
      'log-agrees',
      DS,
      'The run is called a success, and a task of it failed.',
      p => {
        told(p, DS, 'failedTasks').tasks = [
          {
            id: 't',
            name: 'quality',
            type: 'SHELL',
            workflowRunId: '1',
            state: 'FAILURE',
            outcome: 'failed',
          },
        ] as never;
      },
    ],
    [
      'schedule-online',
      DS,
      'The schedule is offline: nothing runs by itself.',
      p => {
        (
          told(p, DS, 'schedules')[0] as never as Record<string, unknown>
        ).state = 'offline';
      },
    ],
    [
      'schedule-online',
      DS,
      'The schedule ended last month.',
      p => {
        (
          told(p, DS, 'schedules')[0] as never as Record<string, unknown>
        ).endsAt = hoursAgo(24 * 30);
      },
    ],
  ),
  ...lookAlikes(
    [
      'schedule-valid',
      DS,
      'A weekday by name in the dialect of Quartz.',
      p => {
        pipe(p).schedule = {
          expression: '0 0 7 ? * MON-FRI',
          dialect: 'quartz',
        };
      },
      { says: 'pass' },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'A word that Kubernetes knows.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.schedule = '@daily' as never;
      },
      { says: 'pass' },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'A time zone in its own field, and steps of seven.',
      p => {
        const { spec } = edit(p, 'CronJob', 'data/ingest-eia');
        spec.timeZone = 'America/New_York' as never;
        spec.schedule = '*/7 6 * * 0,6' as never;
      },
      { says: 'pass' },
    ],
    [
      'schedule-valid',
      'ingest-eia',
      'Names of days and steps.',
      p => {
        edit(p, 'CronJob', 'data/ingest-eia').spec.schedule =
          '*/15 6-18 * * MON-FRI' as never;
      },
      { says: 'pass' },
    ],
    [
      'steps-act',
      DS,
      'A comment above a command.',
      () => undefined,
      { says: 'pass' },
    ],
    [
      'steps-act',
      DS,
      'A step that is switched off on purpose.',
      p => {
        pipe(p).steps.push({
          name: 'old',
          type: 'SHELL',
          script: '# off',
          disabled: true,
          retries: 1,
          retryMinutes: 1,
        });
      },
      { says: 'pass' },
    ],
    [
      'steps-act',
      'ingest-eia',
      'The image runs its own command.',
      p => {
        delete (
          main(p, 'data/ingest-eia', 'CronJob') as Record<string, unknown>
        ).command;
      },
      { says: 'pass' },
    ],
    [
      'sink-exists',
      DS,
      'A bucket that is claimed.',
      p => {
        p.objects.push(
          make('objectbucket.io/v1alpha1', 'ObjectBucketClaim', 'data/lake', {
            spec: { bucketName: 'raw' },
          }),
        );
        pipe(p).sinks = [{ kind: 'bucket', name: 'raw' }];
      },
      { says: 'pass' },
    ],
    [
      'sink-exists',
      DS,
      'A table that the lake lists, under another catalog name and in other letters.',
      p => {
        pipe(p).sinks = [{ kind: 'table', name: 'lakehouse.Raw.EIA_Gas' }];
        lists(p, ['raw.eia_gas', 'raw.prices']);
      },
      { says: 'pass' },
    ],
    [
      'sink-exists',
      DS,
      'A bucket of which a store of metrics has the size.',
      p => {
        pipe(p).sinks = [{ kind: 'bucket', name: 'raw' }];
        told(p, STORE, 'figures').push({
          id: 'bucket',
          of: 'raw',
          value: 1e9,
        } as never);
      },
      { says: 'pass' },
    ],
    [
      'sink-exists',
      DS,
      'A topic that is there.',
      p => {
        pipe(p).sinks = [{ kind: 'topic', name: 'prices' }];
      },
      { says: 'pass' },
    ],
    [
      'files-exist',
      'ingest-eia',
      'The command names a file that its ConfigMap holds.',
      p => mounted(p, ['sh', '/code/boot.sh']),
      { says: 'pass' },
    ],
    [
      'files-exist',
      'ingest-eia',
      'The command names a file of the image.',
      p => {
        main(p, 'data/ingest-eia', 'CronJob').command = [
          'python',
          '/app/main.py',
        ] as never;
      },
    ],
    [
      'retries-set',
      'ingest-eia',
      'No back-off limit means six tries.',
      p => {
        delete (
          edit(p, 'CronJob', 'data/ingest-eia').spec.jobTemplate.spec as Record<
            string,
            unknown
          >
        ).backoffLimit;
      },
      { says: 'pass' },
    ],
    [
      'fits-quota',
      DS,
      'Just within what is allowed.',
      p => {
        pipe(p).quota = {
          source: 'eia',
          requestsPerDay: 4000,
          allowedPerDay: 5000,
        };
      },
      { says: 'pass' },
    ],
    [
      'last-run-good',
      DS,
      'A run is under way, and the one before succeeded.',
      p => {
        runs(p)[0].outcome = 'running';
      },
      { says: 'pass', also: [`${DS} data-fresh`] },
    ],
    [
      'success-rate',
      DS,
      'A run that somebody stopped is no failure.',
      p => {
        runs(p)[3].outcome = 'stopped';
      },
      { says: 'pass' },
    ],
    [
      'success-rate',
      DS,
      'A dry run that failed does not count.',
      p => {
        runs(p)[3].outcome = 'failed';
        runs(p)[3].dryRun = true;
      },
      { says: 'pass' },
    ],
    [
      'log-agrees',
      DS,
      'A task failed, and its second try succeeded; the run that failed is another.',
      p => {
        told(p, DS, 'failedTasks').tasks = [
          {
            id: 't',
            name: 'fetch',
            type: 'SHELL',
            workflowRunId: '99',
            state: 'FAILURE',
            outcome: 'failed',
          },
        ] as never;
      },
      { says: 'pass' },
    ],
    [
      'schedule-online',
      DS,
      'A workflow that only others start has no schedule.',
      p => {
        p.telemetry.find(({ kind }) => kind === DS)!;
        told(p, DS, 'schedules').length = 0 as never;
      },
    ],
  ),
  ...unknowables(
    [
      'steps-act',
      DS,
      'The definition does not hold its scripts.',
      p => {
        for (const s of pipe(p).steps) delete s.script;
      },
    ],
    [
      'sink-exists',
      DS,
      'Nobody is known to make the bucket, and nobody lists the lake.',
      p => {
        pipe(p).sinks = [{ kind: 'bucket', name: 'raw' }];
      },
    ],
    [
      'sink-exists',
      DS,
      'The lake does not list the table: its first run may make it.',
      p => {
        pipe(p).sinks = [{ kind: 'table', name: 'raw.eia_gas' }];
        lists(p, ['raw.eia', 'refined.eia_gas', 'raw.eia_gas_old']);
      },
    ],
    [
      'sink-exists',
      DS,
      'A name without a namespace is no table of the lake that ends so.',
      p => {
        pipe(p).sinks = [{ kind: 'table', name: 'eia_gas' }];
        lists(p, ['raw.eia_gas']);
      },
    ],
    [
      'sink-exists',
      DS,
      'The lake cannot be asked: that is no empty lake.',
      p => {
        pipe(p).sinks = [{ kind: 'table', name: 'raw.eia_gas' }];
        p.lake = failed({
          reason: 'The Iceberg REST catalog gave no answer.',
          now: 0,
          source: LAKE,
        });
      },
    ],
    [
      'sink-exists',
      DS,
      'The lake of another cluster lists a table of the name.',
      p => {
        pipe(p).sinks = [{ kind: 'table', name: 'raw.eia_gas' }];
        lists(p, ['raw.eia_gas'], 'another');
      },
    ],
    [
      'sink-exists',
      DS,
      'Where results go is not written.',
      p => {
        delete pipe(p).sinks;
      },
    ],
    [
      'files-exist',
      DS,
      'The repository was not read whole.',
      p => {
        delete pipe(p).knownFiles;
      },
    ],
    [
      'success-rate',
      DS,
      'Nothing ran: unmeasured is not zero.',
      p => {
        told(p, DS, 'runs').runs = [] as never;
      },
    ],
    [
      'fits-quota',
      DS,
      'What the source allows is not known.',
      p => {
        delete pipe(p).quota;
      },
    ],
    [
      'last-run-good',
      DS,
      'The scheduler is not asked.',
      p => {
        p.telemetry = p.telemetry.filter(({ kind }) => kind !== DS);
      },
    ],
  ),
];
