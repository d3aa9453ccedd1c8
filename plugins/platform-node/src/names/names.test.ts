/** Names of declared kinds, against the simulated platform's API, and against servers that say other things. */
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  compareDeclared,
  DeclaredTree,
  KubernetesObject,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readPlatformConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { ClusterConnection, PlatformDoor } from '../door/types';
import {
  createInventory,
  RunningInventory,
} from '../inventory/createInventory';
import { preflight } from '../preflight/preflight';
import { waitUntil } from '../__fixtures__/waitUntil';
import { createNames, RunningNames } from './createNames';
import { listNames } from './listNames';

jest.setTimeout(60_000);

const RBAC = 'rbac.authorization.k8s.io/v1';

function declared(
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): KubernetesObject {
  return {
    apiVersion,
    kind,
    metadata: { name, ...(namespace ? { namespace } : {}) },
  };
}

function treeOf(objects: KubernetesObject[]): Observation<DeclaredTree> {
  return {
    ok: true,
    observedAt: '2026-11-21T12:00:00.000Z',
    source: { kind: 'manifest', name: 'tree' },
    value: {
      source: 'tree',
      cluster: 'demo',
      files: 1,
      objects: objects.map(object => ({
        object,
        origin: { source: 'tree', path: 'a.yaml', line: 1 },
        redacted: [],
      })),
      artefacts: [],
      problems: [],
      notRendered: [],
    },
  };
}

describe('names', () => {
  let platform: RunningPlatform;
  let door: PlatformDoor;
  let inventory: RunningInventory;
  let names: RunningNames;
  let trees: Observation<DeclaredTree>[] = [];
  const listeners = new Set<() => void>();
  const asked: string[] = [];

  const configOf = (token: string) =>
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'demo',
                url: platform.kubernetes.url,
                caData: platform.kubernetes.caData,
                authProvider: 'serviceAccount',
                serviceAccountToken: token,
              },
            ],
          },
        ],
      },
    });

  function open(token: string) {
    const config = readPlatformConfig(configOf(token));
    const real = createDoor({ config });
    const watched: PlatformDoor = {
      ...real,
      cluster(name) {
        const connection = real.cluster(name);
        return (
          connection && {
            name,
            request(path, options) {
              asked.push(path);
              return connection.request(path, options);
            },
          }
        );
      },
    };
    return { config, door: watched };
  }

  const declare = (...objects: KubernetesObject[]) => {
    trees = [treeOf(objects)];
    for (const listener of listeners) listener();
  };
  const manifests = {
    current: () => trees,
    onChange: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const verdictOf = (name: string) =>
    compareDeclared({
      declared: trees,
      observed: { ...inventory.snapshot(), named: names.current() },
    }).objects.find(({ object }) => object.name === name);
  const [roleName, roleSpace] = ['portal-reader', 'data-platform'];

  beforeAll(async () => {
    platform = await startPlatform();
    platform.store.create(
      { group: 'rbac.authorization.k8s.io', plural: 'roles' },
      {
        apiVersion: RBAC,
        kind: 'Role',
        metadata: {
          name: roleName,
          namespace: roleSpace,
          annotations: { note: 'CANARY-NAMES-1' },
        },
        rules: [],
      },
    );
    const opened = open(platform.kubernetes.tokens.portal);
    door = opened.door;
    inventory = createInventory({
      clusters: opened.config.clusters,
      door,
      logger: mockServices.logger.mock(),
    });
    inventory.start();
    names = createNames({ manifests, inventory, door });
    names.start();
    await inventory.whenReady();
  });
  afterAll(async () => {
    await names.stop();
    await inventory.stop();
    await door.close();
    await platform.close();
  });

  it('asks for nothing that is not declared', () => {
    expect(asked.filter(path => /roles|secrets/.test(path))).toEqual([]);
  });

  it('finds by name what is declared of a kind that nobody holds, and misses what is not there', async () => {
    declare(
      declared(RBAC, 'Role', roleName, roleSpace),
      declared(RBAC, 'Role', 'nobody', roleSpace),
      declared('example.com/v1', 'Gadget', 'g', roleSpace),
    );
    await waitUntil('the names', () => names.current().length === 2);
    expect(verdictOf(roleName)).toMatchObject({
      verdict: 'present',
      object: { cluster: 'demo', namespace: roleSpace },
      reason: expect.stringContaining('not compared'),
    });
    expect(verdictOf('nobody')?.verdict).toBe('only-declared');
    // The cluster does not serve it, so it cannot have it.
    expect(verdictOf('g')?.verdict).toBe('only-declared');
    expect(JSON.stringify(names.current(), setsToo)).not.toContain('CANARY');
  });

  it('does not know what it may not list, and says what that right would mean', async () => {
    declare(declared('v1', 'Secret', 'minio-root', roleSpace));
    await waitUntil('the refusal', () =>
      names.current().some(({ kind }) => kind === 'Secret'),
    );
    expect(verdictOf('minio-root')).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(
        /^Cluster demo forbids to list secrets.*read their values too/,
      ),
    });
  });

  it('finds Secrets by name when it may list them, and keeps nothing but names', async () => {
    const { door: able } = open(platform.kubernetes.tokens.operator);
    const connection = able.cluster('demo') as ClusterConnection;
    const found = await listNames({
      connection,
      kind: {
        group: '',
        version: 'v1',
        resource: 'secrets',
        kind: 'Secret',
        apiVersion: 'v1',
        ephemeral: false,
      },
      signal: new AbortController().signal,
    });
    expect(found.size).toBeGreaterThan(0);
    const secrets = platform.store.list({ group: '', plural: 'secrets' });
    expect([...found].sort()).toEqual(
      secrets
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
        .sort(),
    );
    await able.close();
  });

  it('is told by the preflight, which passes all the same', async () => {
    const report = await preflight({
      config: configOf(platform.kubernetes.tokens.portal),
    });
    expect(report.ok).toBe(true);
    expect(report.clusters[0].unnamed).toMatchObject([{ kind: 'secrets' }]);
  });
});

function setsToo(_: string, value: unknown) {
  return value instanceof Set ? [...value] : value;
}

describe('what a server may say instead', () => {
  const kind = {
    group: '',
    version: 'v1',
    resource: 'secrets',
    kind: 'Secret',
    apiVersion: 'v1',
    ephemeral: false,
  };
  const ask = (status: number, body: string) => {
    const connection: ClusterConnection = {
      name: 'demo',
      request: async () => ({
        status,
        headers: {},
        body: (async function* pieces() {
          yield Buffer.from(body);
        })(),
        discard() {},
      }),
    };
    const { signal } = new AbortController();
    return listNames({ connection, kind, signal });
  };

  it.each([
    [
      'whole objects',
      200,
      JSON.stringify({
        kind: 'SecretList',
        metadata: {},
        items: [{ metadata: { name: 'a' }, data: { k: 'CANARY' } }],
      }),
      'malformed',
    ],
    [
      'the same page for ever',
      200,
      JSON.stringify({
        kind: 'PartialObjectMetadataList',
        metadata: { continue: 'again' },
        items: [],
      }),
      'malformed',
    ],
    ['half an answer', 200, '{"kind":"Partial', 'malformed'],
    ['no', 403, '{}', 'forbidden'],
    ['that it is busy', 503, '{}', 'refused'],
  ])('is no list when it says %s', async (_, status, body, reason) => {
    const failure = await ask(status, body).catch(error => error);
    expect(failure).toMatchObject({ reason });
    expect(String(failure)).not.toContain('CANARY');
  });
});
