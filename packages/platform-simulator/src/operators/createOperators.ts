/**
 * What the platform's own operators do while it runs.
 *
 * Kubernetes' controllers keep pods; these keep what the runbooks touch: a manual backup ends, a refreshed application is compared, a
 * deleted certificate request comes back. They act on the store alone, so a client sees their work as events.
 */
import type { KubernetesObject } from '../kubernetes/types';
import { runArgoCd } from './argoCd';
import { createCertManager } from './certManager';
import { Operator, OperatorContext } from './context';
import { runVelero } from './velero';

/** Running operators. */
export interface Operators {
  /** Does all that is due now. */
  tick(): void;
  /** Ticks by itself, once a second; the result stops it. */
  start(): () => void;
  /** Takes these objects as what was intended; call after the world was replaced. */
  adopt(described: readonly KubernetesObject[]): void;
}

/** Makes Velero, Argo CD and cert-manager. */
export function createOperators(
  context: OperatorContext,
  described: readonly KubernetesObject[],
): Operators {
  let operators: Operator[] = [];
  const adopt = (objects: readonly KubernetesObject[]) => {
    operators = [runVelero, runArgoCd, createCertManager(objects)];
  };
  adopt(described);
  const tick = () => {
    for (const operator of operators) {
      operator(context);
    }
  };
  return {
    tick,
    adopt,
    start: () => {
      const timer = setInterval(tick, 1000);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
