import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { lines, yamlText } from '../text';
import type { MadeFrom } from './catalogFile';
import { failureTable } from './failureTable';
import { TASK_LABEL } from './taskPolicy';

/** Where the runbook stands; its name is its id. */
export function runbookPath({ name }: Pick<ConnectorSpec, 'name'>): string {
  return `docs/runbooks/${name}.md`;
}

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

function caveatLines({ caveats }: ConnectorPlan): string[] {
  return caveats.length === 0
    ? []
    : ['', '## To know', '', ...caveats.map(one => `- ${one}`)];
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
    'npm run backfill -- --from 2024-01-01 --to 2024-03-31',
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

function byHand(spec: ConnectorSpec, plan: ConnectorPlan): string[] {
  const { name, namespace } = spec;
  return plan.runs === 'always'
    ? [
        `kubectl -n ${namespace} rollout restart deployment/${name}`,
        `kubectl -n ${namespace} rollout status deployment/${name} --timeout=300s`,
      ]
    : [
        `kubectl -n ${namespace} create job --from=cronjob/${name} ${name.slice(
          0,
          50,
        )}-by-hand`,
        `kubectl -n ${namespace} wait --for=condition=complete job/${name.slice(
          0,
          50,
        )}-by-hand --timeout=900s`,
      ];
}

/** The label of the pods whose log tells what happened. */
function podLabel(spec: ConnectorSpec, plan: ConnectorPlan): string {
  return plan.runs === 'scheduled' &&
    spec.scheduler === 'dolphinscheduler' &&
    spec.task === 'k8s'
    ? TASK_LABEL
    : 'app.kubernetes.io/name';
}

function frontMatter(spec: ConnectorSpec): string {
  const { name, owner } = spec;
  return yamlText({
    id: name,
    title: `${name} fails`.slice(0, 80),
    summary: `The pipeline ${name} is stale or its runs fail. Finds the reason in the log of the last run, mends it, and proves it with a run by hand.`,
    owner,
    services: [`component:default/${name}`],
    alerts: ['ConnectorStale', 'ConnectorNeverSucceeded', 'ConnectorFailing'],
    symptoms: [
      `The table ${spec.table.namespace}.${spec.table.name} gets no new rows.`,
    ],
    risk: 'low',
    lastVerified: 'never',
    estimatedMinutes: 20,
  });
}

function runbook(spec: ConnectorSpec, plan: ConnectorPlan): string {
  const { name, namespace } = spec;
  return [
    `---\n${frontMatter(spec)}---\n`,
    lines(
      `# ${name} fails`,
      '',
      '## When to use it',
      '',
      `One of the alerts of ${name} fires, or its table gets no new rows.`,
      '',
      '## Before you start',
      '',
      `- Access: read logs and create jobs in \`${namespace}\`.`,
      '- Risk: low. A run that broke off is continued by the next one, and rows are merged by key: nothing is there twice.',
      '',
      '## Steps',
      '',
      '### 1. See what the last run said',
      '',
      '```bash',
      `kubectl -n ${namespace} logs -l ${podLabel(
        spec,
        plan,
      )}=${name} --tail=50`,
      '```',
      '',
      '**Good:** the last line says `"event":"report"`, and the rows are in.',
      '',
      '**If not:** the line with `"event":"failed"` names the failure:',
      '',
      failureTable(),
      '',
      '### 2. Run it once by hand',
      '',
      '```bash',
      ...byHand(spec, plan),
      '```',
      '',
      '**Good:** it ends well, and the alert goes away within a quarter of an hour.',
      '',
      '**If not:** back to step 1 with the log of this run.',
      '',
      '## Roll back',
      '',
      'Nothing has to be taken back: what was read stays, and reading again changes nothing.',
      '',
      '## Afterwards',
      '',
      '- Remove the job that you made by hand.',
      '- When the source has changed for good, record new fixtures, so that the tests know it.',
      '',
      '## Sources',
      '',
      `- \`src/connector.json\` of this repository: ${
        plan.source.title
      }, \`${String(plan.connection.baseUrl)}\`.`,
    ),
  ].join('\n');
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
