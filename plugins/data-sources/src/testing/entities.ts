import type { Entity } from '@backstage/catalog-model';

const DECLARED = {
  baseUrl: 'https://api.example.org',
  docsUrl: 'https://example.org/docs',
  authentication: {
    kind: 'query-key',
    parameter: 'api_key',
    environmentVariable: 'EXAMPLE_API_KEY',
    secretName: 'example-api-key',
  },
  quota: [
    {
      limit: 25,
      per: 'day',
      plan: 'free',
      source: 'https://example.org/limits',
    },
  ],
  licence: {
    name: 'Example licence',
    redistribution: 'restricted',
    url: 'https://example.org/terms',
  },
  calendar: {
    description: 'Every working day.',
    publishTimes: ['30 10 * * 3'],
    timezone: 'America/New_York',
  },
  series: [
    {
      id: 'RWTC',
      title: 'Crude oil WTI',
      unit: 'USD per barrel',
      frequency: 'daily',
    },
  ],
  errorsInHttp200: true,
  caveats: ['A missing value is the text ".".'],
};

/** A well declared data source, for tests and stories; `declared` overrides parts of its declaration. */
export function dataSourceEntity(
  name: string,
  options: {
    title?: string;
    declared?: Partial<Record<keyof typeof DECLARED, unknown>>;
    consumers?: string[];
  } = {},
): Entity {
  const { title = name, declared = {}, consumers = [] } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      title,
      description: `What ${name} delivers.`,
      annotations: {
        'backstage.io/managed-by-location': `file:/somewhere/catalog/data-sources/${name}.yaml`,
      },
    },
    spec: {
      type: 'data-source',
      owner: 'group:default/data-engineering',
      dataSource: JSON.parse(JSON.stringify({ ...DECLARED, ...declared })),
    },
    relations: consumers.map(targetRef => ({
      type: 'dependencyOf',
      targetRef,
    })),
  };
}
