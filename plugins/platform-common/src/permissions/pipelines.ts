import { createPermission } from '@backstage/plugin-permission-common';

/** See what a form may offer for a data source, and what tasks made. */
export const dataSourceReadPermission = createPermission({
  name: 'data-sources.source.read',
  attributes: { action: 'read' },
});

/** See what a template would write, and read rows with it; nothing is written. */
export const pipelinePreviewPermission = createPermission({
  name: 'data-sources.pipeline.preview',
  attributes: { action: 'read' },
});

/** Make a pipeline: hold its name, record what was made, ask for a second person. */
export const pipelineCreatePermission = createPermission({
  name: 'data-sources.pipeline.create',
  attributes: { action: 'create' },
});

/** Undo what one's own tasks made. */
export const pipelineUndoPermission = createPermission({
  name: 'data-sources.pipeline.undo',
  attributes: { action: 'delete' },
});

/** Change and retire pipelines that one owns. */
export const pipelineChangePermission = createPermission({
  name: 'data-sources.pipeline.change',
  attributes: { action: 'update' },
});

/** Decide on pipelines for production that somebody else asked for. */
export const pipelineApprovePermission = createPermission({
  name: 'data-sources.pipeline.approve',
  attributes: { action: 'update' },
});

/** What may be done with pipelines. */
export const pipelinePermissions = [
  dataSourceReadPermission,
  pipelinePreviewPermission,
  pipelineCreatePermission,
  pipelineUndoPermission,
  pipelineChangePermission,
  pipelineApprovePermission,
];
