import type { ObjectStore } from '../ObjectStore';
import type {
  Clock,
  FaultPlan,
  Identity,
  KubernetesObject,
  PodLogReference,
  ResourceType,
  ServiceProxyTarget,
} from '../types';
import type { Form } from './represent';
import type { ResourceCall } from './parseRequest';

/** What every handler of a request for objects works with. */
export interface CallContext {
  store: ObjectStore;
  clock: Clock;
  request: Request;
  identity: Identity;
  identities: readonly Identity[];
  form: Form;
  /** The fault of this moment, when it hits this call. */
  fault(): FaultPlan;
  serviceProxy?: (
    target: ServiceProxyTarget,
    request: Request,
  ) => Promise<Response>;
  /** Between two bookmarks of a quiet watch. */
  bookmarkMs?: number;
  podLogs?: (reference: PodLogReference) => string;
}

/** Answers one call; what it throws becomes a `Status`. */
export type CallHandler = (
  call: ResourceCall,
  context: CallContext,
) => Promise<Response>;

/** The type in the version in which objects are stored: the first one that is served. */
export function storedType(
  type: ResourceType,
  store: ObjectStore,
): ResourceType {
  return (
    store.types.find(
      candidate =>
        candidate.group === type.group && candidate.plural === type.plural,
    ) ?? type
  );
}

/** True when the request asks for a rehearsal. */
export function isDryRun(call: ResourceCall): boolean {
  return call.query.get('dryRun') === 'All';
}

/** The name of the object that a call is about. */
export function nameOf(call: ResourceCall): {
  name: string;
  namespace?: string;
} {
  return { name: call.name ?? '', namespace: call.namespace };
}

/** A frozen object as one that may be changed. */
export function thaw(object: KubernetesObject): KubernetesObject {
  return structuredClone(object);
}
