import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { ConnectorPlan } from '../plan';
import { lines, yamlText } from '../text';
import { failureTable } from './failureTable';
import { TASK_LABEL } from './taskPolicy';

/** Where the runbook stands; its name is its id. */
export function runbookPath({ name }: Pick<ConnectorSpec, 'name'>): string {
  return `docs/runbooks/${name}.md`;
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

function frontMatter(spec: ConnectorSpec, plan: ConnectorPlan): string {
  const { name, owner } = spec;
  return yamlText({
    id: name,
    title: `${name} fails`.slice(0, 80),
    summary:
      plan.runs === 'always'
        ? `The pipeline ${name} is stale or does not stay up. Finds the reason in its log, mends it, and proves it by starting it again.`
        : `The pipeline ${name} is stale or its runs fail. Finds the reason in the log of the last run, mends it, and proves it with a run by hand.`,
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

/** What differs between runs that end and a process that does not. */
function wordsOf(plan: ConnectorPlan) {
  return plan.runs === 'always'
    ? {
        access: 'read logs and restart deployments',
        look: 'See what it says',
        good: '**Good:** lines with `"event":"page"` or `"event":"idle"` come in, and the rows with them.',
        act: 'Start it again',
        end: '**Good:** it is ready and stays so, and the alert goes away within an hour.',
        repeat: '**If not:** back to step 1 with what it says now.',
        afterwards: [],
      }
    : {
        access: 'read logs and create jobs',
        look: 'See what the last run said',
        good: '**Good:** the last line says `"event":"report"`, and the rows are in.',
        act: 'Run it once by hand',
        end: '**Good:** it ends well, and the alert goes away within a quarter of an hour.',
        repeat: '**If not:** back to step 1 with the log of this run.',
        afterwards: ['- Remove the job that you made by hand.'],
      };
}

/** The runbook, in the portal's format: what the last run said, and how it is run by hand. */
export function runbook(spec: ConnectorSpec, plan: ConnectorPlan): string {
  const { name, namespace } = spec;
  const words = wordsOf(plan);
  const label = podLabel(spec, plan);
  return [
    `---\n${frontMatter(spec, plan)}---\n`,
    lines(
      `# ${name} fails`,
      '',
      '## When to use it',
      '',
      `One of the alerts of ${name} fires, or its table gets no new rows.`,
      '',
      '## Before you start',
      '',
      `- Access: ${words.access} in \`${namespace}\`.`,
      '- Risk: low. A run that broke off is continued by the next one, and rows are merged by key: nothing is there twice.',
      '',
      '## Steps',
      '',
      `### 1. ${words.look}`,
      '',
      '```bash',
      `kubectl -n ${namespace} logs -l ${label}=${name} --tail=50`,
      '```',
      '',
      words.good,
      '',
      '**If not:** the line with `"event":"failed"` names the failure:',
      '',
      failureTable(),
      '',
      `### 2. ${words.act}`,
      '',
      '```bash',
      ...byHand(spec, plan),
      '```',
      '',
      words.end,
      '',
      words.repeat,
      '',
      '## Roll back',
      '',
      'Nothing has to be taken back: what was read stays, and reading again changes nothing.',
      '',
      '## Afterwards',
      '',
      ...words.afterwards,
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
