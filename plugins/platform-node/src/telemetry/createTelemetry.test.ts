import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  findReadings,
  judgeDashboards,
  judgeTargets,
  Observation,
  PROFILES,
  TelemetryKind,
} from '@254carbon/backstage-plugin-platform-common';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { readPlatformConfig } from '../config';
import { createDoor } from '../door/createDoor';
import { PlatformDoor } from '../door/types';
import {
  createInventory,
  RunningInventory,
} from '../inventory/createInventory';
import {
  createPlatformServices,
  RunningPlatformServices,
} from '../services/createPlatformServices';
import { createTelemetry, RunningTelemetry } from './createTelemetry';
import { readTelemetryConfig } from './readTelemetryConfig';

jest.setTimeout(60_000);

describe('against the simulated platform', () => {
  const logger = mockServices.logger.mock();
  let platform: RunningPlatform;
  let door: PlatformDoor;
  let inventory: RunningInventory;
  let services: RunningPlatformServices;
  let telemetry: RunningTelemetry;

  beforeAll(async () => {
    platform = await startPlatform();
    const { url, caData, tokens } = platform.kubernetes;
    const { grafana, dolphinscheduler } = platform.serviceTokens;
    const root = new ConfigReader({
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
        telemetry: [
          {
            kind: 'grafana',
            service: 'grafana',
            url: 'https://grafana.254carbon.com',
            headers: {
              Authorization: `Bearer ${grafana}`,
              'CF-Access-Client-Id': 'portal',
              'CF-Access-Client-Secret': 'portal-secret',
            },
          },
          {
            kind: 'dolphinscheduler',
            service: 'dolphinscheduler',
            headers: { token: dolphinscheduler },
          },
          { kind: 'alertmanager', service: 'alertmanager' },
        ],
      },
    });
    const config = readPlatformConfig(root);
    door = createDoor({ config });
    inventory = createInventory({ clusters: config.clusters, door, logger });
    services = createPlatformServices({
      inventory,
      door,
      probes: config.probes,
      profiles: PROFILES,
      logger,
    });
    telemetry = createTelemetry({
      services,
      door,
      entries: readTelemetryConfig(root),
      logger,
      random: () => 0,
    });
    inventory.start();
    services.start();
    telemetry.start();
    await telemetry.whenReady();
  });
  afterAll(async () => {
    telemetry.stop();
    services.stop();
    inventory.stop();
    await door.close();
    await platform.close();
  });

  function reading<K extends TelemetryKind>(kind: K) {
    const [found] = findReadings(telemetry.current(), kind);
    if (!found) throw new Error(`No ${kind} is read.`);
    return found;
  }

  function valueOf<T>(observation: Observation<T>): T {
    if (!observation.ok) throw new Error(observation.reason);
    return observation.value;
  }

  it('reads what is deployed and what is configured, each once', () => {
    expect(
      telemetry
        .current()
        .map(({ kind, id }) => `${kind} ${id}`)
        .sort(),
    ).toEqual([
      'alertmanager alertmanager',
      'dolphinscheduler dolphinscheduler',
      'grafana grafana',
      'loki loki',
      'victoria-metrics victoria-metrics',
      'vmagent vmagent',
    ]);
    expect(reading('loki')).toMatchObject({
      serviceId: 'loki',
      cluster: 'demo',
      address: 'loki.victoria-metrics:3100',
    });
  });

  it('says of what is configured and not there that it was not found', () => {
    for (const part of Object.values(reading('alertmanager').parts)) {
      expect(part).toMatchObject({
        ok: false,
        failure: 'not-asked',
        reason: expect.stringMatching(
          /No service "alertmanager" was found; .*\.$/,
        ),
      });
    }
  });

  it('reads how full volumes are, in whole hundredths', () => {
    const volumes = valueOf(reading('victoria-metrics').parts.volumes);
    expect(volumes.length).toBeGreaterThan(0);
    for (const { namespace, claim, used } of volumes) {
      expect(`${namespace}/${claim}`).toMatch(/^[a-z0-9.-]+\/[a-z0-9.-]+$/);
      expect(Math.round(used * 100) / 100).toBe(used);
    }
  });

  it('reads series, targets and dashboards by the way of the cluster and of the edge', () => {
    const { series } = reading('victoria-metrics').parts;
    expect(valueOf(series).series.length).toBeGreaterThan(500);
    const { down } = valueOf(judgeTargets(reading('vmagent').parts.targets));
    expect(down.map(({ job }) => job)).toContain('datahub-gms');
    const { dashboards, datasources } = reading('grafana').parts;
    const { streams, newest } = reading('loki').parts;
    expect(valueOf(newest).at).toBeDefined();
    const judged = valueOf(
      judgeDashboards(dashboards, { series, streams, datasources }),
    );
    const health = judged.find(({ uid }) => uid === 'data-platform-health');
    expect(health?.state).toBe('partial');
    expect(
      health?.panels
        .filter(({ state }) => state === 'no-data')
        .map(({ title }) => title),
    ).toEqual([
      'Restarts of pods',
      'Pods that wait',
      'Connections of PostgreSQL',
      'Lag of consumers',
      'Processors of nodes',
    ]);
    expect(judged.find(({ uid }) => uid === 'platform-overview')?.state).toBe(
      'data',
    );
    expect(valueOf(reading('dolphinscheduler').parts.workflows)).toHaveLength(
      11,
    );
  });

  it('shows no token anywhere', () => {
    const told = JSON.stringify([
      telemetry.current(),
      Object.values(logger).map(log => (log as jest.Mock).mock?.calls),
    ]);
    const { grafana, dolphinscheduler } = platform.serviceTokens;
    for (const secret of [
      grafana,
      dolphinscheduler,
      'portal-secret',
      platform.kubernetes.tokens.portal,
    ]) {
      expect(told).not.toContain(secret);
    }
  });

  it('is never empty: a system that cannot be asked is listed with the reason', async () => {
    const broken = createTelemetry({
      services,
      door: {
        ask: async question => ({
          ok: false,
          reason: 'nobody is there; wait.',
          since: new Date().toISOString(),
          source: question.source,
        }),
      },
      entries: [],
      logger,
      random: () => 0,
    });
    broken.start();
    await broken.whenReady();
    broken.stop();
    for (const { parts } of broken.current()) {
      for (const part of Object.values(parts))
        expect(part).toMatchObject({
          ok: false,
          reason: 'nobody is there; wait.',
        });
    }
  });
});
