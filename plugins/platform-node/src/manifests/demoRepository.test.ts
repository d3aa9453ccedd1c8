/** The whole way: the simulated platform's repository is fetched, rendered and laid upon the simulated cluster. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  compareDeclared,
  DeclaredComparison,
  DeclaredTree,
  lastKnown,
} from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readPlatformConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { PlatformDoor } from '../door/types';
import {
  createInventory,
  RunningInventory,
} from '../inventory/createInventory';
import { createManifests, RunningManifests } from './createManifests';
import { readManifestsConfig } from './readManifestsConfig';

jest.setTimeout(60_000);

describe('the repository of the simulated platform', () => {
  let platform: RunningPlatform;
  let door: PlatformDoor;
  let inventory: RunningInventory;
  let manifests: RunningManifests;
  let root: string;
  let tree: DeclaredTree;
  let comparison: DeclaredComparison;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'manifests-test-'));
    platform = await startPlatform();
    const { url, caData, tokens } = platform.kubernetes;
    const config = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'demo',
                url,
                caData,
                authProvider: 'serviceAccount',
                serviceAccountToken: tokens.portal,
              },
            ],
          },
        ],
      },
      platform: {
        hosts: platform.hosts,
        manifestsRoot: root,
        manifests: [
          {
            name: 'platform',
            git: 'https://somebody:CANARY-1@github.com/254carbon/platform.git',
            cluster: 'demo',
          },
        ],
      },
    });
    const platformConfig = readPlatformConfig(config);
    door = createDoor({ config: platformConfig });
    const logger = mockServices.logger.mock();
    inventory = createInventory({
      clusters: platformConfig.clusters,
      door,
      logger,
    });
    inventory.start();
    manifests = createManifests({
      config: readManifestsConfig(config, ['demo']),
      resolve: address => door.resolve(address),
      logger,
    });
    manifests.start();
    await inventory.whenReady();
    await manifests.whenReady();
    const [observation] = manifests.current();
    if (!observation.ok) throw new Error(observation.reason);
    tree = observation.value;
    comparison = compareDeclared({
      declared: manifests.current(),
      observed: inventory.snapshot(),
    });
  });

  afterAll(async () => {
    await manifests?.stop();
    await inventory?.stop();
    await door?.close();
    await platform?.close();
    await rm(root, { recursive: true, force: true });
  });

  const verdictOf = (kind: string, name: string) =>
    comparison.objects.find(
      ({ object }) => object.kind === kind && object.name === name,
    );

  it('is read at a commit, with everything that lies in it', () => {
    expect(tree.revision).toMatch(/^[0-9a-f]{40}$/);
    expect(Date.parse(tree.committedAt ?? '')).toBeLessThan(Date.now());
    const kinds = new Set(tree.artefacts.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'alert-rule',
      'argo-source',
      'dashboard',
      'recording-rule',
      'runbook',
      'scrape-config',
      'workflow',
    ]);
    expect(tree.objects.length).toBeGreaterThan(200);
    expect(lastKnown(manifests.current()[0])?.fresh).toBe(true);
  });

  it('tells each mistake by path and line, and reads what stands around it', () => {
    const places = tree.problems.map(
      ({ path, line, kind }) => `${path}:${line} ${kind}`,
    );
    expect(places).toEqual(
      expect.arrayContaining([
        'dashboards/kafka-lag.json:4 syntax',
        'k8s/logging/retention.yaml:10 tab',
        'k8s/tenants/quota.yaml:4 template',
        'k8s/argocd/harbor.yaml:13 unresolved-source',
      ]),
    );
    const names = tree.objects.map(({ object }) => object.metadata.name);
    expect(names).toEqual(
      expect.arrayContaining(['log-retention', 'log-fields']),
    );
  });

  it('shows what was changed on one side only', () => {
    expect(verdictOf('Deployment', 'superset-web')).toMatchObject({
      verdict: 'different',
      differences: [
        {
          path: 'spec.template.spec.containers[superset-web].image',
          declared: '"apache/superset:4.0.2"',
        },
      ],
      origins: [{ path: 'helm/charts/data-platform/superset.yaml' }],
    });
    expect(verdictOf('Deployment', 'data-quality')?.verdict).toBe(
      'only-declared',
    );
    expect(verdictOf('Deployment', 'lakefs')?.verdict).toBe('only-observed');
    expect(verdictOf('Deployment', 'iceberg-rest-catalog')?.verdict).toBe(
      'same',
    );
  });

  it('agrees with the cluster wherever nobody touched it', () => {
    const different = comparison.objects
      .filter(({ verdict }) => verdict === 'different')
      .map(({ object }) => `${object.kind} ${object.name}`);
    expect(different.sort()).toEqual([
      'Deployment grafana',
      'Deployment schema-registry',
      'Deployment spark-history-server',
      'Deployment superset-web',
      'PodDisruptionBudget minio-pdb',
      'Schedule daily-full',
    ]);
    expect(comparison.counts.same).toBeGreaterThan(200);
  });

  it('shows no credential of its address', () => {
    const shown = JSON.stringify([manifests.current(), manifests.sources]);
    expect(shown).not.toContain('CANARY');
    expect(shown).toContain('https://github.com/254carbon/platform.git');
  });
});
