export { checkWorkspace } from './checkWorkspace';
export { describeFinding } from './document';
export type {
  DocumentObject,
  DocumentValue,
  Finding,
  WorkspaceDocument,
} from './document';
export { isPinned } from './containerRules';
export { isCron, longestGapHours, toQuartz } from './cron';
export {
  buildKustomization,
  buildNetworkPolicy,
  containerSecurity,
  egressOf,
  labelsOf,
  metadataOf,
  podSecurity,
  resourcesOf,
} from './buildHardened';
export type { BuiltDocument, Size } from './buildHardened';
export { buildAlerts } from './buildAlerts';
export type { AlertReader, AlertSpec } from './buildAlerts';
export { buildPodMonitor } from './buildPodMonitor';
export type { PodMonitorSpec } from './buildPodMonitor';
export { buildServiceManifests } from './buildServiceManifests';
export type { ServiceSpec } from './buildServiceManifests';
export { buildEnvironment, buildJobManifests } from './buildJobManifests';
export type { JobSecret, JobSpec } from './buildJobManifests';
export { buildWorkflow } from './buildWorkflow';
export type { WorkflowSpec, WorkflowStep } from './buildWorkflow';
export { buildDashboard } from './buildDashboard';
export type { DashboardSpec, PanelSpec } from './buildDashboard';
export { lookBack } from './lookBack';
export { panelsFor } from './dashboardPanels';
export type { Watched } from './dashboardPanels';
export { isDocumentFile, parseDocuments } from './parseDocuments';
export type { ParsedFile } from './parseDocuments';
