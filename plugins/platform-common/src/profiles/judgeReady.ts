import { findCondition, KubernetesObject } from '../kubernetes';
import { degraded, down, healthy, unknown } from './judgements';
import { Judgement } from './types';

/** Judges custom resources by their condition `Ready`. */
export function judgeReady(objects: KubernetesObject[]): Judgement {
  const conditions = objects.map(object => ({
    name: `${object.kind} ${object.metadata.name}`,
    ready: findCondition(object, 'Ready'),
  }));
  if (conditions.length === 0) return unknown('no resource says how it is');
  const sick = conditions.filter(({ ready }) => ready?.status === 'False');
  if (sick.length > 0) {
    const [{ name, ready }] = sick;
    const because = `${name} is not ready${
      ready?.message ? `: ${ready.message}` : ''
    }`;
    return sick.length === conditions.length
      ? down(because)
      : degraded(because);
  }
  const silent = conditions.find(({ ready }) => ready?.status !== 'True');
  return silent
    ? unknown(`${silent.name} does not say yet whether it is ready`)
    : healthy(`${conditions.map(({ name }) => name).join(', ')} ready`);
}
