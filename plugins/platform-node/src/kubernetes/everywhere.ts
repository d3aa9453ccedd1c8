import { ServedKind } from './types';

function serve(apiVersion: string, resource: string, kind: string): ServedKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  return { group, version, resource, kind, apiVersion, ephemeral: false };
}

/**
 * Kinds that every supported release of Kubernetes serves in this version, and of which there are most. Only discovery says
 * what a cluster serves; these may be asked for while its answers are on their way. They are few, so that the first answer is
 * not made beside many others, and comes soon.
 */
export const EVERYWHERE: readonly ServedKind[] = [
  serve('apps/v1', 'deployments', 'Deployment'),
  serve('v1', 'pods', 'Pod'),
];
