import type { Entity } from '@backstage/catalog-model';

/** A runbook entity as the catalog module makes it, for tests and stories. */
export function runbookEntity(
  name: string,
  options: {
    title?: string;
    services?: string[];
    risk?: string;
    lastVerified?: string;
    owner?: string;
  } = {},
): Entity {
  const title = options.title ?? name;
  const services = options.services ?? [];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title,
      description: `${title} in short.`,
      annotations: {
        '254carbon.com/runbook-id': name,
        '254carbon.com/runbook-risk': options.risk ?? 'low',
        '254carbon.com/runbook-last-verified': options.lastVerified ?? 'never',
        '254carbon.com/runbook-estimated-minutes': '10',
        'backstage.io/techdocs-entity': 'resource:default/runbooks',
        'backstage.io/techdocs-entity-path': `/${name}/`,
      },
    },
    spec: {
      type: 'runbook',
      owner: options.owner ?? 'group:default/data-engineering',
      dependencyOf: services,
    },
    relations: services
      .filter(ref => /^[^:]+:[^/]+\//.test(ref))
      .map(targetRef => ({ type: 'dependencyOf', targetRef })),
  };
}

/** A live service as the catalog module makes it. */
export function serviceEntity(name: string, kind = 'Component'): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      title: name,
      namespace: 'default',
      annotations: { '254carbon.com/service-id': name },
    },
    spec: {
      type: kind === 'Component' ? 'service' : 'database',
      owner: 'group:default/data-engineering',
      lifecycle: 'production',
    },
  };
}
