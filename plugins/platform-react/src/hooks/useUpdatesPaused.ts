/**
 * Whether pages renew themselves. Somebody who reads a long table, copies from it, or listens to it with
 * a screen reader must be able to hold it still; what is held is said on the page, so that nobody takes
 * an old page for a new one. The choice lasts as long as the tab.
 */
import { useSyncExternalStore } from 'react';

const STORED = '254carbon.updates-paused';
const listeners = new Set<() => void>();

function read(): boolean {
  return window.sessionStorage.getItem(STORED) === 'yes';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Pauses or resumes the updates of every page in this tab. */
export function pauseUpdates(paused: boolean): void {
  if (paused) window.sessionStorage.setItem(STORED, 'yes');
  else window.sessionStorage.removeItem(STORED);
  for (const listener of listeners) listener();
}

/** Whether updates are paused; renewed when that changes. */
export function useUpdatesPaused(): boolean {
  return useSyncExternalStore(subscribe, read);
}
