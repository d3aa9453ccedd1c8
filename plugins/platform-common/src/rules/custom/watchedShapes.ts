import type { FactName } from '../facts/types';
import type { RUNNING_FACTS } from '../facts/runningFacts';
import type { FactShapes } from './shapes';

const EXPOSED = {
  looked: ['text'],
  exposed: [{ object: 'text', what: 'text' }],
} as const;

/** Shapes of the facts about what watches, protects and delivers a service, and what is written about it. */
export const WATCHED_SHAPES: FactShapes<
  Exclude<FactName, keyof typeof RUNNING_FACTS>
> = {
  scrapeRequests: [{ object: 'text', selects: 'text', missingPorts: ['text'] }],
  scrapeTargets: [{ target: 'text', health: 'text', error: 'text' }],
  dashboards: [
    {
      object: 'text',
      uid: 'text',
      title: 'text',
      live: 'flag',
      twins: ['text'],
      grafana: 'text',
      panelTypes: ['text'],
      empty: ['text'],
      unclear: ['text'],
      asksAbout: 'text',
    },
  ],
  datasources: [{ object: 'text', leads: 'text', address: 'text' }],
  alerts: [
    {
      object: 'text',
      name: 'text',
      loaded: 'flag',
      declared: 'flag',
      expression: 'text',
      severity: 'text',
      forSeconds: 'number',
      health: 'text',
      lastError: 'text',
      evaluated: 'text',
      lastEvaluation: 'instant',
      runbook: 'text',
      data: { state: 'text', because: 'text' },
    },
  ],
  receivers: {
    receivers: ['text'],
    firing: [{ name: 'text', severity: 'text', receivers: ['text'] }],
  },
  logs: { own: 'number', near: 'number', complete: 'flag' },
  policies: [
    {
      policy: 'text',
      object: 'text',
      says: 'text',
      because: 'text',
      enforced: 'flag',
    },
  ],
  policyResults: [
    { report: 'text', object: 'text', policy: 'text', result: 'text' },
  ],
  policyExceptions: [{ object: 'text', until: 'instant' }],
  traffic: [
    {
      object: 'text',
      namespace: 'text',
      denies: { ingress: 'flag', egress: 'flag' },
      isolated: 'flag',
      elsewhere: 'flag',
      allows: { ingress: 'flag', egress: 'flag' },
      resolves: 'flag',
      calls: 'flag',
      called: 'flag',
      hostNetwork: 'flag',
      policies: ['text'],
    },
  ],
  enforcers: { enforcers: ['text'], ignorers: ['text'], policies: 'number' },
  admins: [{ account: 'text', bindings: ['text'] }],
  configCredentials: EXPOSED,
  manifestCredentials: EXPOSED,
  secretSources: [
    { secret: 'text', workload: 'text', from: 'text', because: 'text' },
  ],
  dataVolumes: [
    {
      object: 'text',
      namespace: 'text',
      snapshotable: 'flag',
      fileBackupByAnnotation: 'flag',
      labels: 'map',
    },
  ],
  backupSchedules: [
    {
      object: 'text',
      paused: 'flag',
      includedNamespaces: ['text'],
      excludedNamespaces: ['text'],
      takesVolumes: 'flag',
      snapshotsVolumes: 'flag',
      fileBackup: 'flag',
      matchLabels: 'map',
      storageLocation: 'text',
      keptHours: 'number',
      lastSuccessAt: 'instant',
      lastPhase: 'text',
    },
  ],
  backupLocations: [
    {
      name: 'text',
      object: 'text',
      isDefault: 'flag',
      phase: 'text',
      host: 'text',
      insideCluster: 'text',
    },
  ],
  restores: [{ object: 'text', phase: 'text', at: 'instant', hours: 'number' }],
  applications: [
    {
      object: 'text',
      name: 'text',
      sync: 'text',
      health: 'text',
      running: 'flag',
      message: 'text',
      ignoresReplicas: 'flag',
      unsure: 'text',
    },
  ],
  applicationSources: [
    { object: 'text', path: 'text', found: 'text', unsure: 'text' },
  ],
  drift: [{ object: 'text', verdict: 'text', reason: 'text', paths: ['text'] }],
  gitops: [{ object: 'text', by: 'text', because: 'text' }],
  pipelines: [
    {
      object: 'text',
      name: 'text',
      ownImage: 'flag',
      topics: ['text'],
      lakeUnknown: 'text',
      origin: 'opaque',
      schedule: { expression: 'text', dialect: 'text', timeZone: 'text' },
      steps: [
        {
          name: 'text',
          type: 'text',
          script: 'text',
          disabled: 'flag',
          retries: 'number',
          retryMinutes: 'number',
          files: ['text'],
        },
      ],
      sinks: [{ kind: 'text', name: 'text', exists: 'flag' }],
      knownFiles: ['text'],
      quota: {
        source: 'text',
        requestsPerDay: 'number',
        allowedPerDay: 'number',
      },
    },
  ],
  workflows: [
    {
      object: 'text',
      name: 'text',
      schedule: 'text',
      state: 'text',
      crontab: 'text',
      over: 'flag',
      runs: {
        complete: 'flag',
        succeeded: 'number',
        failed: 'number',
        running: 'number',
        other: 'number',
        successRate: 'number',
        last: 'opaque',
        lastSuccess: 'opaque',
        failuresInARow: 'number',
      },
      lastEnded: 'opaque',
      contradicted: [{ run: 'text', task: 'text' }],
      said: [{ run: 'text', task: 'text', line: 'text' }],
      succeeded: 'flag',
    },
  ],
  paper: {
    owner: 'text',
    ownerSaid: 'flag',
    description: 'text',
    descriptionSaid: 'flag',
  },
  runbooks: [
    {
      object: 'text',
      id: 'text',
      fresh: 'text',
      lastVerified: 'text',
      missingServices: ['text'],
      missingAlerts: ['text'],
      unsure: 'flag',
    },
  ],
  runbookIds: ['text'],
};
