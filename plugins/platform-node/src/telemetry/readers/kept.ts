import { KeptLogs } from './readLogs';
import { KeptTexts } from './readTexts';

/** What earlier rounds read of a scheduler and need not be asked again; brought up to date by each round. */
export interface Kept {
  texts: KeptTexts;
  logs: KeptLogs;
}

/** Nothing was read yet. */
export function nothingKept(): Kept {
  return { texts: new Map(), logs: new Map() };
}
