import { Profile } from './types';

/** Every profile, from the most special to the most general; the first that recognises a workload wins. */
export const PROFILES: readonly Profile[] = [];
