import {
  checkConnector,
  ConnectorSpec,
  DEFAULT_PLACES,
  generateConnector,
} from '@254carbon/backstage-plugin-platform-common';
import { mockServices } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { defaultValues, readTemplate } from '../__fixtures__/templates';
import { readConnectorPlaces } from './readConnectorPlaces';

const ROOT = join(__dirname, '../..');

function read(connectors?: object) {
  const platform = connectors ? { connectors } : {};
  return readConnectorPlaces(
    mockServices.rootConfig({ data: { platform } as never }),
  );
}

async function specOf(kind: string, change: object): Promise<ConnectorSpec> {
  const values = defaultValues(await readTemplate(`${kind}-connector`));
  const checked = checkConnector({ ...values, ...change, kind });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.spec;
}

/** Every address and name elsewhere than the platform's own charts have them. */
const ELSEWHERE = {
  objectStore: {
    endpoint: 'https://objects.example.net:9443',
    region: 'eu-west-1',
    bucket: 'landing',
    prefix: 'in',
    secretName: 'landing-keys',
    accessKeyName: 'id',
    secretKeyName: 'word',
  },
  trino: { url: 'http://engine.sql:8081', user: 'loader', catalog: 'lake' },
  iceberg: {
    url: 'http://catalog.sql:19120',
    warehouse: 's3://landing/tables',
  },
  metricsUrl: 'http://numbers.watch:8480/insert/0/prometheus/api/v1/import',
  monitoringNamespace: 'watch',
  monitoringLabels: { release: 'prometheus' },
  schedulerCluster: 'east',
  imageRegistry: 'registry.example.net/pipelines',
};

/** What the defaults say, in any file of a repository. */
const OWN =
  /minio\.|trino\.data-platform|iceberg-rest-catalog|victoria-metrics|object-store|ghcr\.io\/254carbon|"cluster\\":\\"default/;

describe('platform.connectors', () => {
  it('is what the charts of the platform have, unless it says otherwise', () => {
    expect(read()).toEqual(DEFAULT_PLACES);
    expect(read({ trino: { user: 'loader' } })).toEqual({
      ...DEFAULT_PLACES,
      trino: { ...DEFAULT_PLACES.trino, user: 'loader' },
    });
  });

  it.each([
    [{ trino: { url: 'trino:8080' } }, 'platform.connectors.trino.url'],
    [
      { objectStore: { buckets: 'x' } },
      'platform.connectors.objectStore.buckets',
    ],
    [{ imageRegistry: '$(curl x)' }, 'platform.connectors.imageRegistry'],
    [
      { monitoringLabels: { 'a b': 'c' } },
      'platform.connectors.monitoringLabels',
    ],
  ])('refuses %j by its key and without its value', (connectors, key) => {
    const refusal = () => read(connectors);
    expect(refusal).toThrow(key);
    expect(refusal).not.toThrow('curl');
  });

  it.each([
    ['eia', { sink: 'trino', scheduler: 'dolphinscheduler' }],
    ['eia', { sink: 'iceberg' }],
    ['eia', { sink: 's3', scheduler: 'dolphinscheduler', task: 'shell' }],
    ['files', { sink: 'files' }],
    ['webhook', { sink: 'iceberg' }],
    ['websocket-kafka', {}],
  ])(
    'decides every address of a repository of %s with %j',
    async (kind, change) => {
      const files = generateConnector(await specOf(kind, change), {
        places: read(ELSEWHERE),
      });
      const own = [...files]
        .filter(([path]) => path !== '.254carbon/generation.yaml')
        .filter(([, text]) => OWN.test(text))
        .map(([path, text]) => `${path}: ${OWN.exec(text)?.[0]}`);
      expect(own).toEqual([]);
    },
  );

  it('opens the ports of these addresses, and says where pods and numbers are', async () => {
    const spec = await specOf('eia', {
      sink: 'iceberg',
      scheduler: 'dolphinscheduler',
    });
    const files = generateConnector(spec, { places: read(ELSEWHERE) });
    const text = (path: string) => files.get(path) ?? '';
    const { egress } = parse(text('deploy/networkpolicy.yaml')).spec;
    const ports = egress.flatMap((rule: { ports: { port: number }[] }) =>
      rule.ports.map(({ port }) => port),
    );
    expect(ports).toEqual(expect.arrayContaining([19120, 9443, 8480, 443]));
    expect(ports).not.toContain(9000);
    const [workflow] = JSON.parse(text('workflow/dolphinscheduler.json'));
    const { namespace, image } = workflow.taskDefinitionList[0].taskParams;
    expect(JSON.parse(namespace)).toEqual({
      name: 'data-platform',
      cluster: 'east',
    });
    expect(image).toBe(`registry.example.net/pipelines/${spec.name}:0.1.0`);
    const rule = parse(text('deploy/prometheusrule.yaml'));
    expect(rule.metadata.labels.release).toBe('prometheus');
  });

  it('has each of its keys in the schema of the configuration', () => {
    const schema = JSON.parse(
      readFileSync(join(ROOT, 'config.schema.json'), 'utf8'),
    );
    const shapeOf = (value: object): object =>
      Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          inner.properties ? shapeOf(inner.properties) : true,
        ]),
      );
    const keysOf = (value: object): object =>
      Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          typeof inner === 'object' && key !== 'monitoringLabels'
            ? keysOf(inner)
            : true,
        ]),
      );
    const { connectors } = schema.properties.platform.properties;
    expect(shapeOf(connectors.properties)).toEqual(keysOf(DEFAULT_PLACES));
  });
});
