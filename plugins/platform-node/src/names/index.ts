export type * from './types';
export {
  createNames,
  type NamesOptions,
  type RunningNames,
} from './createNames';
export { platformNamesServiceRef } from './platformNamesServiceRef';
