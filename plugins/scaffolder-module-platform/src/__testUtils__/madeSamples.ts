/** What was made, and what waits. */
import {
  Approval,
  Made,
  PipelineState,
} from '@254carbon/backstage-plugin-platform-common';
import { PREVIEW } from './previewSamples';

/** What a task made. */
export const MADE: Made = {
  taskId: 'task-1',
  name: 'eia-wti',
  madeBy: 'user:default/data-engineer',
  entries: [
    {
      id: '1',
      step: 'publish',
      kind: 'repository',
      ref: 'data-engineering/eia-wti',
      url: 'http://localhost/api/local-git/data-engineering/eia-wti.git',
      undoable: true,
      note: 'Takes the repository away; its name is free again.',
      undone: false,
      madeAt: '2026-11-21T12:00:00.000Z',
    },
    {
      id: '2',
      step: 'register',
      kind: 'entity',
      ref: 'http://localhost/api/local-git/data-engineering/eia-wti/raw/main/catalog-info.yaml',
      undoable: false,
      note: 'Registers the descriptor no more.',
      undone: true,
      undoneAt: '2026-11-21T12:10:00.000Z',
      undoneBy: 'user:default/data-engineer',
      madeAt: '2026-11-21T12:00:10.000Z',
    },
  ],
};

/** A pipeline that runs. */
export const PIPELINE: PipelineState = {
  name: 'eia-wti',
  entityRef: 'component:default/eia-wti',
  lifecycle: 'experimental',
  schedule: '37 6 * * *',
  timezone: 'UTC',
  nextRuns: PREVIEW.nextRuns,
  repository: {
    ref: 'data-engineering/eia-wti',
    url: 'http://localhost/api/local-git/data-engineering/eia-wti.git',
    archived: false,
  },
  workflow: {
    state: 'online',
    reason: 'The workflow is online.',
    url: 'http://scheduler.test/ui/projects/1/workflow/definitions/2',
  },
  madeWith: {
    template: 'template:default/eia-connector',
    values: { name: 'eia-wti', schedule: '37 6 * * *' },
  },
  changes: [
    {
      id: 'c-1',
      by: 'user:default/data-engineer',
      at: '2026-11-21T13:00:00.000Z',
      fields: [{ field: 'schedule', before: '0 6 * * *', after: '37 6 * * *' }],
      files: ['catalog-info.yaml', 'deploy/cronjob.yaml'],
    },
  ],
  retirement: {
    needed: false,
    reason: 'The target is not production.',
    state: 'none',
  },
};

/** A form that waits for a second person. */
export const APPROVAL: Approval = {
  id: 'a-1',
  purpose: 'create',
  template: 'template:default/eia-connector',
  name: 'eia-wti',
  digest: 'd',
  values: { name: 'eia-wti', namespace: 'data-production' },
  reason: 'needed on Monday',
  requestedBy: 'user:default/data-engineer',
  requestedAt: '2026-11-21T12:00:00.000Z',
  state: 'requested',
  until: '2026-11-28T12:00:00.000Z',
};
