import type { ConnectorSpec } from '../ConnectorSpecSchema';
import { isMapping } from '../documents';
import type { ConnectorPlan } from '../plan';
import { lines, yamlText } from '../text';
import type { MadeFrom } from './catalogFile';
import { runbook, runbookPath } from './runbookFile';

function startedBy(spec: ConnectorSpec, plan: ConnectorPlan): string {
  if (plan.runs === 'always') {
    const looks = `\`${spec.schedule}\` (${spec.timezone})`;
    return spec.scheduler === 'kubernetes'
      ? 'Runs all the time, as a Deployment. The DolphinScheduler workflow only looks whether it could do its work, and its schedule is switched off.'
      : `Runs all the time, as a Deployment. DolphinScheduler only looks whether it could do its work: ${looks}.`;
  }
  return spec.scheduler === 'kubernetes'
    ? 'Started by the CronJob; the DolphinScheduler workflow is there too, with its schedule switched off.'
    : 'Started by DolphinScheduler; the CronJob is suspended and there for runs by hand.';
}

function keyLines(plan: ConnectorPlan): string[] {
  return plan.secrets.length === 0
    ? ['It needs no key.']
    : plan.secrets.map(
        ({ variable, name, key }) =>
          `\`${variable}\` (or \`${variable}_FILE\`, a file that holds it) comes from the Secret \`${name}\`, key \`${key}\`. It is in no file of this repository.`,
      );
}

/** How a change gets to where it runs. */
function deliveryLines(spec: ConnectorSpec, plan: ConnectorPlan): string[] {
  const built =
    'CI builds the image of every push to `main` anew, under the same tag';
  if (plan.runs === 'always') {
    return [
      `${built}; \`kubectl -n ${spec.namespace} rollout restart deployment/${spec.name}\` takes it.`,
    ];
  }
  if (spec.scheduler !== 'dolphinscheduler' || spec.task !== 'shell') {
    return [`${built}; the next run takes it.`];
  }
  return spec.repositoryHost
    ? ['The next run takes what is on `main`.']
    : ['The next run takes what lies in `CONNECTOR_HOME` of its worker.'];
}

function caveatLines({ caveats }: ConnectorPlan): string[] {
  return caveats.length === 0
    ? []
    : ['', '## To know', '', ...caveats.map(one => `- ${one}`)];
}

/** Part of the past of a source, in the units of its cursor; without one every run reads everything anyway. */
const PAST: Readonly<Record<string, string>> = {
  second: '--from 2024-01-01T00:00:00Z --to 2024-01-31T23:59:59Z',
  hour: '--from 2024-01-01T00 --to 2024-01-31T23',
  day: '--from 2024-01-01 --to 2024-03-31',
  month: '--from 2024-01 --to 2024-03',
  year: '--from 2020 --to 2024',
  number: '--from 1 --to 100000',
};

function backfillLines({ stream }: ConnectorPlan): string[] {
  const { cursor } = stream;
  if (!isMapping(cursor)) return [];
  const past = PAST[String(cursor.granularity)];
  return past ? [`npm run backfill -- ${past}`] : [];
}

function readme(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  made: MadeFrom,
): string {
  const { name, table } = spec;
  const hasFixtures = plan.world === 'http';
  return lines(
    `# ${name}`,
    '',
    `Reads ${plan.summary} into \`${table.namespace}.${table.name}\`: one row ${plan.grain}. Made by the developer portal from the template \`${made.template}\`.`,
    '',
    '```sh',
    'npm ci',
    'npm test                       # replays what was recorded; no network, no key',
    'npm run check                  # reads the real source once, keeps nothing',
    'npm start                      # reads into data/',
    ...backfillLines(plan),
    '```',
    '',
    '| path | what |',
    '|---|---|',
    '| `src/connector.json` | the declaration: what is read and how |',
    '| `schemas/`, `quality/` | the contract of a row, what is expected of rows |',
    `| \`fixtures/\`, \`test/\` | ${
      hasFixtures
        ? 'recorded answers (`npm run fixtures:record` makes real ones, without the key)'
        : 'a sample of what is read'
    } and the rows it must become |`,
    '| `deploy/` | `kubectl apply -k deploy`: workload, account, volume, network policy, alerts |',
    '| `workflow/dolphinscheduler.json` | the workflow, to import or to apply from the portal |',
    '| `dashboards/` | the Grafana dashboard |',
    `| \`${runbookPath(spec)}\` | what to do when it fails |`,
    '',
    ...keyLines(plan),
    '',
    startedBy(spec, plan),
    '',
    ...deliveryLines(spec, plan),
    ...caveatLines(plan),
  );
}

function index(spec: ConnectorSpec, plan: ConnectorPlan): string {
  const { table } = spec;
  return lines(
    `# ${spec.title ?? spec.name}`,
    '',
    `${spec.description ?? `Reads ${plan.summary}`}.`.replace(/\.\.$/, '.'),
    '',
    '| | |',
    '|---|---|',
    `| Source | ${plan.source.title}, \`${String(plan.connection.baseUrl)}\` |`,
    `| Table | \`${table.namespace}.${table.name}\`, one row ${plan.grain} |`,
    `| Key of a row | ${plan.primaryKey.map(one => `\`${one}\``).join(', ')} |`,
    plan.runs === 'always'
      ? '| Runs | all the time |'
      : `| Runs | \`${spec.schedule}\` ${spec.timezone} |`,
    `| Namespace | \`${spec.namespace}\` |`,
    `| Owner | \`${spec.owner}\` |`,
    '',
    startedBy(spec, plan),
    '',
    '## Columns',
    '',
    '| column | type | what |',
    '|---|---|---|',
    ...plan.columns.map(
      ({ name, type, description = '' }) =>
        `| \`${name}\` | ${type} | ${description} |`,
    ),
    ...caveatLines(plan),
  );
}

/** README, the pages of TechDocs, and the runbook in the portal's format. */
export function documentFiles(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  made: MadeFrom,
): Map<string, string> {
  return new Map([
    ['README.md', readme(spec, plan, made)],
    ['docs/index.md', index(spec, plan)],
    [runbookPath(spec), runbook(spec, plan)],
    [
      'mkdocs.yml',
      yamlText({
        site_name: spec.name,
        docs_dir: 'docs',
        nav: [
          { Overview: 'index.md' },
          { Runbook: runbookPath(spec).replace('docs/', '') },
        ],
        plugins: ['techdocs-core'],
      }),
    ],
  ]);
}
