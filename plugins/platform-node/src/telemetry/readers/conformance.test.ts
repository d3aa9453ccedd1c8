import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import {
  judgeDashboards,
  judgeRules,
  judgeTargets,
  judgeWorkflows,
  Observation,
  TELEMETRY_KINDS,
  TelemetryKind,
  TelemetryParts,
} from '@254carbon/backstage-plugin-platform-common';
import { waitUntil } from '../../__fixtures__/waitUntil';
import { readPlatformConfig } from '../../config';
import { createDoor } from '../../door/createDoor';
import { PlatformDoor } from '../../door/types';
import {
  CANARY,
  FAULTS,
  headersOf,
  startSystems,
  Systems,
} from '../__testUtils__/startSystems';
import { createAsker } from '../createAsker';
import { findSystems } from '../findSystems';
import { SystemLoop } from '../SystemLoop';
import { DolphinVersion, ReadParts, TelemetrySystem } from '../types';
import { readSystem } from './readSystem';

jest.setTimeout(60_000);

let systems: Systems;
let door: PlatformDoor;

beforeAll(async () => {
  systems = await startSystems();
  door = createDoor({ config: readPlatformConfig(new ConfigReader({})) });
});
afterEach(() => {
  systems.fault = undefined;
});
afterAll(async () => {
  await door.close();
  await systems.close();
});

function systemOf(
  kind: TelemetryKind,
  headers = headersOf(kind),
): TelemetrySystem {
  const [found] = findSystems(
    [],
    [
      {
        kind,
        service: kind,
        url: `${systems.url(kind)}${
          kind === 'dolphinscheduler' ? '/dolphinscheduler' : ''
        }`,
        headers,
        apiVersion: 'auto',
        enabled: true,
      },
    ],
  );
  return { ...found, intervalMs: 20 };
}

async function read<K extends TelemetryKind>(
  kind: K,
  headers?: Record<string, string>,
  apiVersion: DolphinVersion = 'auto',
): Promise<ReadParts<K>> {
  const system = systemOf(kind, headers);
  const asker = createAsker({
    system,
    door,
    now: Date.now,
    signal: new AbortController().signal,
    // What is well may take its time on a busy machine; what never answers is not worth waiting for.
    timeoutMs: systems.fault ? 300 : 20_000,
  });
  return readSystem(kind, { asker, now: Date.now(), apiVersion, wanted: [] });
}

async function readAny(
  kind: TelemetryKind,
  headers?: Record<string, string>,
): Promise<Record<string, Observation<unknown>>> {
  return { ...(await read(kind, headers)) };
}

function valueOf<T>(observation: Observation<T>): T {
  if (!observation.ok) throw new Error(observation.reason);
  return observation.value;
}

describe('every reader, of a system that is well', () => {
  it.each(TELEMETRY_KINDS)(
    '%s: every part, with source and age',
    async kind => {
      const parts: Record<string, Observation<unknown>> = {
        ...(await read(kind)),
      };
      expect(Object.keys(parts).length).toBeGreaterThan(0);
      for (const [name, part] of Object.entries(parts)) {
        expect([name, part]).toEqual([
          name,
          expect.objectContaining({
            ok: true,
            observedAt: expect.any(String),
            source: expect.objectContaining({ kind: 'api', name: kind }),
          }),
        ]);
      }
      expect(JSON.stringify(parts)).not.toContain(CANARY);
    },
  );

  it('metrics: series of the world, its targets and its rules', async () => {
    const { series, targets, rules, alerts } = await read('prometheus');
    const view = valueOf(series);
    expect(view.complete).toBe(true);
    expect(view.total).toBe(view.series.length);
    for (const name of [
      'up',
      'kube_pod_info',
      'node_load1',
      'velero_backup_success_total',
      'kong_http_requests_total',
    ]) {
      expect(view.names).toContain(name);
    }
    expect(valueOf(judgeTargets(targets)).up).toBeGreaterThan(8);
    const judged = valueOf(judgeRules({ rules, series }));
    expect(judged.alerting).toBe(15);
    expect(judged.blind.map(({ rule }) => rule.name)).toContain('PostgresDown');
    expect(valueOf(alerts)).toHaveLength(
      judged.firing.length === 0 ? 0 : valueOf(alerts).length,
    );
  });

  it('VictoriaMetrics without vmalert: no rules, which is an answer and not a failure', async () => {
    const { rules, targets } = await read('victoria-metrics');
    expect([valueOf(rules), valueOf(targets).active]).toEqual([[], []]);
    expect(
      valueOf((await read('vmagent')).targets).active.length,
    ).toBeGreaterThan(8);
    expect(valueOf((await read('vmalert')).rules)).toHaveLength(15);
  });

  it('Grafana: dashboards are judged with what metrics and logs there are', async () => {
    const { dashboards, datasources } = await read('grafana');
    const { series } = await read('victoria-metrics');
    const { streams } = await read('loki');
    const judged = valueOf(
      judgeDashboards(dashboards, { series, streams, datasources }),
    );
    expect(judged.map(({ uid, state }) => [uid, state])).toEqual([
      ['data-platform-health', 'partial'],
      ['platform-overview', 'data'],
    ]);
    const empty = judged[0].panels
      .filter(({ state }) => state === 'no-data')
      .map(({ title }) => title);
    expect(empty).toEqual(['Connections of PostgreSQL', 'Lag of consumers']);
  });

  it.each<[string, DolphinVersion]>([
    ['3.1.9', 'auto'],
    ['3.2.0', '3.2'],
    ['3.2.2', 'auto'],
    ['3.3.0', 'auto'],
    ['3.3.0', '3.3'],
  ])(
    'DolphinScheduler %s, told as %s: the same workflows, runs and counts',
    async (version, told) => {
      systems.setDolphinVersion(version);
      const reading = await read('dolphinscheduler', undefined, told);
      const { workflows, schedules, runs, statistics, failedTasks } = reading;
      const judged = valueOf(
        judgeWorkflows({ workflows, schedules, runs, now: Date.now() }),
      );
      expect(judged).toHaveLength(11);
      const by = new Map(judged.map(one => [one.name, one]));
      expect(by.get('polygon-futures-eod')).toMatchObject({
        state: 'online',
        schedule: 'online',
        runs: { successRate: 0 },
      });
      expect(by.get('noaa-weather-hourly')?.runs?.succeeded).toBeGreaterThan(
        100,
      );
      expect(by.get('census-trade-monthly')).toMatchObject({
        schedule: 'none',
        runs: { succeeded: 0, failed: 0 },
      });
      expect(by.get('census-trade-monthly')?.runs).not.toHaveProperty(
        'successRate',
      );
      expect(by.get('ml-features-daily')).toMatchObject({
        state: 'offline',
        schedule: 'offline',
      });
      const { complete, texts } = valueOf(reading.definitions);
      expect([complete, texts.length]).toEqual([true, 11]);
      const exchange = by.get('alpha-vantage-fx-daily')?.code;
      expect(
        texts.find(({ workflowCode }) => workflowCode === exchange),
      ).toMatchObject({
        steps: [
          { name: 'extract', type: 'SHELL', retries: 3, retryMinutes: 5 },
          { name: 'validate' },
          { name: 'load', type: 'SQL' },
        ],
        sinks: [{ kind: 'table', name: 'iceberg.raw.alpha_vantage_fx' }],
        quota: { source: 'alpha-vantage', requestsPerDay: 60 },
      });
      expect(valueOf(runs).complete).toBe(true);
      expect(valueOf(statistics).total).toBe(valueOf(runs).runs.length);
      const tasks = valueOf(reading.taskStatistics);
      const failures = tasks.byState.filter(
        ({ outcome }) => outcome === 'failed',
      );
      expect(tasks.total).toBeGreaterThan(valueOf(statistics).total);
      expect(failures.map(({ count }) => count > 0)).toEqual([true]);
      expect(
        valueOf(failedTasks).tasks.every(({ outcome }) => outcome === 'failed'),
      ).toBe(true);
      systems.setDolphinVersion('3.1.9');
    },
  );
});

describe('every reader, when answers go wrong', () => {
  it.each(['grafana', 'dolphinscheduler'] as const)(
    '%s: a wrong token is said to be one',
    async kind => {
      const wrong: Record<string, string> =
        kind === 'grafana'
          ? { Authorization: 'Bearer wrong-token' }
          : { token: 'wrong-token' };
      const parts: Record<string, Observation<unknown>> = {
        ...(await read(kind, wrong)),
      };
      const failed = Object.entries(parts).filter(
        ([name]) => name !== 'health',
      );
      for (const [, part] of failed) {
        expect(part).toMatchObject({
          ok: false,
          failure: 'not-asked',
          reason: expect.stringMatching(/\(401\).*token/),
        });
      }
      expect(JSON.stringify(parts)).not.toContain('wrong-token');
    },
  );

  /** Loki answers with 503 for as long as it is not ready, which is an answer. */
  const isAnswer = (kind: TelemetryKind, fault: string, name: string) =>
    kind === 'loki' && name === 'ready' && fault === '503';

  it.each(
    TELEMETRY_KINDS.flatMap(kind =>
      FAULTS.map(fault => [kind, fault] as const),
    ),
  )('%s, %s: no part is empty, each says why', async (kind, fault) => {
    systems.fault = fault;
    const parts = await readAny(kind);
    const told = Object.entries(parts)
      .filter(([name]) => !isAnswer(kind, fault, name))
      .map(([name, part]) => [name, part.ok ? 'ok' : part.reason]);
    expect(told).toEqual(
      told.map(([name]) => [name, expect.stringMatching(/^[^\n]+; [^\n]+\.$/)]),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(parts)).not.toContain(CANARY);
  });

  it('takes a Loki that is not ready at its word', async () => {
    systems.fault = '503';
    const { ready } = await read('loki');
    expect(valueOf(ready)).toEqual({ ready: false });
  });

  it('hides a token that a system repeats', async () => {
    const { series } = await read('victoria-metrics', {
      'x-key': 'dolphinscheduler-api',
    });
    expect(JSON.stringify(series)).toContain('[redacted]');
    expect(JSON.stringify(series)).not.toContain('dolphinscheduler-api');
  });
});

describe('again and again', () => {
  it('keeps what was last good, with since and reason, and recovers', async () => {
    const logger = mockServices.logger.mock();
    let reads = 0;
    const loop = new SystemLoop({
      system: systemOf('alertmanager'),
      door,
      logger,
      now: Date.now,
      random: () => 0,
      takeTurn: run => run(),
      listWanted: () => [],
      onRead: () => {
        reads += 1;
      },
    });
    const parts = () =>
      loop.reading?.parts as
        | Record<keyof TelemetryParts['alertmanager'], Observation<unknown>>
        | undefined;
    loop.start();
    await waitUntil('a good read', () => parts()?.alerts.ok === true);
    const good = parts()?.alerts;
    systems.fault = '500';
    await waitUntil('a failed read', () => parts()?.alerts.ok === false);
    const first = parts()?.alerts;
    const seen = reads;
    await waitUntil('another failed read', () => reads > seen);
    const second = parts()?.alerts;
    if (!good?.ok || first?.ok !== false || second?.ok !== false)
      throw new Error('wrong states');
    expect(first.lastGood?.value).toEqual(good.value);
    expect(second).toMatchObject({
      since: first.since,
      lastGood: first.lastGood,
    });
    systems.fault = undefined;
    await waitUntil('recovery', () => parts()?.alerts.ok === true);
    loop.stop();
    expect(JSON.stringify(logger)).not.toContain(CANARY);
  });

  it('leaves a system alone that says 429, for as long as it says', async () => {
    systems.fault = '429';
    systems.requests.length = 0;
    const asker = createAsker({
      system: systemOf('loki'),
      door,
      now: Date.now,
      signal: new AbortController().signal,
    });
    await readSystem('loki', {
      asker,
      now: Date.now(),
      apiVersion: 'auto',
      wanted: [],
    });
    expect(systems.requests).toHaveLength(1);
    expect(asker.pauseMs).toBe(7_000);
  });
});
