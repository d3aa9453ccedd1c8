export * from './types';
export { buildImportable } from './buildImportable';
export type { TaskDraft, WorkflowDraft } from './buildImportable';
export { convertWorkflow } from './convertWorkflow';
export { isQuartz } from './quartz';
export {
  planWorkflow,
  readRevision,
  revisionOf,
  signDescription,
} from './planWorkflow';
export type { WorkflowPlan } from './planWorkflow';
export {
  carryRepository,
  workflowImages,
  REPOSITORY_PARAMETER,
} from './prepareWorkflow';
