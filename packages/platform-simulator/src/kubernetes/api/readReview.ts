import type { KubernetesObject, ResourceType } from '../types';
import { readObject } from './readBody';

/** The review in a body. */
export async function readReview(
  request: Request,
  _type: ResourceType,
): Promise<KubernetesObject> {
  return readObject(request);
}
