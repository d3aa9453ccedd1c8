import { Judgement } from './types';

/** It works, and says so itself. */
export function healthy(because: string): Judgement {
  return { state: 'healthy', because };
}

/** It works in part. */
export function degraded(because: string): Judgement {
  return { state: 'degraded', because };
}

/** It does not work. */
export function down(because: string): Judgement {
  return { state: 'down', because };
}

/** The answer says nothing about it. */
export function unknown(because: string): Judgement {
  return { state: 'unknown', because };
}
