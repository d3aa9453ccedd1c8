export { readDolphinConfig, type DolphinSettings } from './readDolphinConfig';
export { DolphinClient } from './DolphinClient';
export { DolphinError } from './DolphinError';
export {
  applyWorkflow,
  type AppliedWorkflow,
  type ApplyRequest,
} from './applyWorkflow';
export { retireWorkflow, type RetiredWorkflow } from './retireWorkflow';
export { findImage, type ImageState } from './findImage';
