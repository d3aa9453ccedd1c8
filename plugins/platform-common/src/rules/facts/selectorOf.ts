import {
  KubernetesObject,
  LabelSelector,
  readSelector,
} from '../../kubernetes';

const kept = new WeakMap<KubernetesObject, LabelSelector>();

/** The selector of a budget (`spec.selector`) or a network policy (`spec.podSelector`), read once for each object. */
export function selectorOf(object: KubernetesObject): LabelSelector {
  let selector = kept.get(object);
  if (!selector) {
    selector = readSelector(object.spec?.selector ?? object.spec?.podSelector);
    kept.set(object, selector);
  }
  return selector;
}
