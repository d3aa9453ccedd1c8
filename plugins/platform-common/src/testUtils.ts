/**
 * What tests of several packages are made of. Nothing that runs in a portal comes from here.
 *
 * @packageDocumentation
 */
import { Service } from './model';

/** A healthy service of cluster `demo` about which nothing else is known; what a test is about is given. */
export function serviceOf(id: string, rest: Partial<Service> = {}): Service {
  return {
    id,
    title: id,
    description: '',
    entityRef: `component:default/${id}`,
    kind: 'Component',
    type: 'service',
    system: 'data',
    owner: 'group:default/data-engineering',
    lifecycle: 'production',
    cluster: 'demo',
    namespace: 'data',
    workloads: [],
    endpoints: [],
    dependencies: [],
    dependsOn: [],
    links: [],
    explanation: [],
    health: { state: 'healthy', stale: false, summary: 'fine', evidence: [] },
    formerIds: [],
    caveats: [],
    ...rest,
  };
}
