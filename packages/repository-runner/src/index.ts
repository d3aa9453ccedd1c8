/**
 * Runs the program of a repository in a child process that can do little.
 *
 * @packageDocumentation
 */
export { findModules } from './findModules';
export { installOffline } from './installOffline';
export type { Installation, InstallRequest } from './installOffline';
export { runNode } from './runNode';
export type {
  Isolation,
  RunLimits,
  RunRequest,
  RunResult,
  StopReason,
} from './types';
