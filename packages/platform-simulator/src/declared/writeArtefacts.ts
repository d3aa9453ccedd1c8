/** What lies in the repository beside objects: workflows, dashboards, rules, scrape configurations, runbooks. */
import { stringify } from 'yaml';
import { dashboardModel } from '../platform/dashboards';
import { seedRelations, seedTasks } from '../services/dolphin/server/seedRecords';
import { parametersOf } from '../services/dolphin/tasks';
import {
  codeOf,
  PROJECT,
  WORKFLOWS,
  WorkflowSeed,
} from '../services/dolphin/workflows';

function workflow(seed: WorkflowSeed, at: number) {
  const code = codeOf(at);
  const hours = seed.hours.length === 24 ? '*' : seed.hours.join(',');
  return {
    processDefinition: {
      code,
      name: seed.name,
      description: seed.description,
      projectCode: PROJECT,
      releaseState: seed.online ? 'ONLINE' : 'OFFLINE',
      globalParams: parametersOf(seed),
    },
    processTaskRelationList: seedRelations(seedTasks(at)),
    taskDefinitionList: seedTasks(at),
    schedule:
      hours === ''
        ? null
        : {
            crontab: `0 0 ${hours} * * ? *`,
            timezoneId: 'UTC',
            releaseState: seed.scheduleOnline ? 'ONLINE' : 'OFFLINE',
          },
  };
}

const RULES = {
  groups: [
    {
      name: 'data-freshness',
      rules: [
        {
          record: 'platform:workflow_failures:rate1h',
          expr: 'sum(increase(ds_workflow_instance_count_total{state="fail"}[1h]))',
        },
        {
          alert: 'NothingIngested',
          expr: 'platform:workflow_failures:rate1h > 5',
          for: '30m',
          labels: { severity: 'warning' },
          annotations: { summary: 'Workflows fail: {{ $value }} in an hour.' },
        },
        {
          alert: 'TrinoQueuesGrow',
          for: '10m',
          labels: { severity: 'warning' },
        },
      ],
    },
  ],
};

const SCRAPES = {
  global: { scrape_interval: '30s' },
  scrape_configs: [
    {
      job_name: 'vault',
      metrics_path: '/v1/sys/metrics',
      static_configs: [{ targets: ['vault.vault:8200'] }],
    },
    {
      job_name: 'kong',
      static_configs: [{ targets: ['kong-admin.kong:8001'] }],
    },
  ],
};

const RUNBOOK = `---
id: kafka-consumer-lag
title: Consumers of Kafka fall behind
summary: Finds the consumer that lags, and decides between more consumers and fewer messages.
owner: group:default/data-engineering
services:
  - resource:default/kafka
risk: read-only
lastVerified: never
estimatedMinutes: 15
---

# Consumers of Kafka fall behind

## When to use it

The lag of a consumer group grows for more than half an hour.

## Before you start

Read access to the namespace \`kafka\`.

## Steps

### 1. See which group lags

**Good:** one group is named.

**If not:** the exporter is down; begin there.

## Roll back

Nothing was changed.

## Afterwards

Write down which topic it was.

## Sources

Nothing.
`;

const JOBS: Record<string, string> = {
  'jobs/extract.py': 'import sys\n\nprint(sys.argv)\n',
  'jobs/compact.py': 'import sys\n\nprint(sys.argv)\n',
  'great_expectations/checkpoints/prices.yml':
    'name: prices\nconfig_version: 1.0\nclass_name: Checkpoint\n',
};

/** The files, by path. */
export function writeArtefacts(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [at, seed] of WORKFLOWS.entries()) {
    files.set(
      `workflows/${seed.name}.json`,
      JSON.stringify([workflow(seed, at)], null, 2),
    );
  }
  // The checkpoint of freshness, which a workflow runs, was never written.
  for (const [path, text] of Object.entries(JOBS)) files.set(path, text);
  for (const uid of ['platform-overview', 'data-platform-health'] as const) {
    files.set(
      `dashboards/${uid}.json`,
      JSON.stringify(dashboardModel(uid), null, 2),
    );
  }
  files.set('monitoring/rules/data-freshness.yaml', stringify(RULES));
  files.set('monitoring/prometheus.yml', stringify(SCRAPES));
  files.set('runbooks/kafka-consumer-lag.md', RUNBOOK);
  return files;
}
