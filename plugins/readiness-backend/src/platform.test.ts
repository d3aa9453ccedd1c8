/**
 * The whole way on the demo platform: clusters are read, services are built, rules judge them, and what is
 * known to be wrong with that platform is found.
 */
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  addPoints,
  ReadinessOverview,
  ReadinessOverviewSchema,
  ServiceReadinessSchema,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformTelemetry,
  platformTelemetryServiceRef,
} from '@254carbon/backstage-plugin-platform-node';
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import request from 'supertest';
import readinessPlugin from '.';

jest.setTimeout(60_000);

function configOf({ kubernetes, hosts, serviceTokens }: RunningPlatform) {
  const { url, caData, tokens } = kubernetes;
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'demo',
              url,
              authProvider: 'serviceAccount',
              serviceAccountToken: tokens.portal,
              caData,
            },
          ],
        },
      ],
    },
    platform: {
      hosts,
      telemetry: [
        {
          kind: 'dolphinscheduler',
          service: 'dolphinscheduler',
          headers: { token: serviceTokens.dolphinscheduler },
        },
      ],
    },
  };
}

/** Hands the readings out, to wait for them: what systems tell arrives in its own time. */
function takeTelemetry(take: (telemetry: PlatformTelemetry) => void) {
  return createBackendPlugin({
    pluginId: 'waiting',
    register(env) {
      env.registerInit({
        deps: {
          telemetry: platformTelemetryServiceRef,
        },
        async init({ telemetry }) {
          take(telemetry);
        },
      });
    },
  });
}

describe('readiness of the demo platform', () => {
  let platform: RunningPlatform;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  /** The first report that there was, and one that was made when everything had been quiet. */
  let first: ReadinessOverview;
  let overview: ReadinessOverview;
  let telemetry: PlatformTelemetry;

  const get = async (path: string) =>
    (await request(backend.server).get(`/api/readiness${path}`)).body;
  const verdictOf = async (id: string, ruleId: string) => {
    const { report } = ServiceReadinessSchema.parse(
      await get(`/services/${id}`),
    );
    return report.verdicts.find(verdict => verdict.ruleId === ruleId);
  };

  beforeAll(async () => {
    platform = await startPlatform();
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        takeTelemetry(given => {
          telemetry = given;
        }),
        mockServices.rootConfig.factory({ data: configOf(platform) }),
      ],
    });
    let body = await get('/report');
    while (body.state !== 'judged') body = await get('/report');
    first = ReadinessOverviewSchema.parse(body);
    await telemetry.whenReady();
    await request(backend.server).post('/api/readiness/evaluations');
    body = await get('/report');
    overview = ReadinessOverviewSchema.parse(body);
  });
  afterAll(async () => {
    await backend.stop();
    await platform.close();
  });

  it('begins its memory with a look at the whole platform', () => {
    expect(first.trend).toHaveLength(1);
    expect(first.changes).toEqual([]);
    expect(first.points).toEqual(overview.points);
    expect(overview.changes).toEqual([]);
  });

  it('judges every service, and the parts add up', () => {
    expect(overview.services.length).toBeGreaterThan(40);
    expect(addPoints(overview.services.map(({ points }) => points))).toEqual(
      overview.points,
    );
    expect(overview.points.low).toBeLessThan(overview.points.of);
    expect(overview.caveats).toEqual([]);
  });

  it.each([
    ['trino', 'workload-available', 'trino-worker'],
    ['trino', 'no-crash-loops', 'OOMKilled'],
    ['portal-services', 'no-crash-loops', 'ImagePullBackOff'],
    ['lakefs', 'image-pinned', 'treeverse/lakefs:latest is not pinned'],
    ['lakefs', 'requests-and-limits', 'no memory limit'],
    ['lakefs', 'no-literal-credentials', 'LAKEFS_AUTH_ENCRYPT_SECRET_KEY'],
    ['minio', 'disruption-budget', 'minio-pdb lets no pod of minio go'],
    ['minio', 'backup-elsewhere', 'inside the cluster that they protect'],
    ['postgresql', 'backup-covers', 'leaves out namespace kong'],
    ['superset', 'service-has-endpoints', 'superset-flower leads nowhere'],
    ['spark-history', 'certificate-ready', 'not ready'],
    ['harbor', 'certificate-ready', /ends in [56] days/],
  ])('finds that %s fails %s', async (id, ruleId, words) => {
    const verdict = await verdictOf(id, ruleId);
    expect(verdict).toMatchObject({ outcome: 'fail', stale: false });
    expect(verdict?.summary).toMatch(words);
    expect(verdict?.evidence[0].objects.length).toBeGreaterThan(0);
    expect(verdict?.remedy?.text).toBeTruthy();
  });

  it.each([
    ['trino', 'metrics-scraped', 'pass'],
    ['trino', 'logs-arrive', 'pass'],
    ['datahub', 'metrics-scraped', 'fail'],
    // Its image cannot be pulled: it has never had anything to log.
    ['redis-bitnami', 'logs-arrive', 'not-applicable'],
    ['dolphinscheduler', 'no-cluster-admin', 'fail'],
    ['trino', 'no-cluster-admin', 'pass'],
    ['trino', 'ingress-class', 'pass'],
    // No manifests are configured here, and the catalog is not there.
    ['trino', 'no-drift', 'unknown'],
    ['trino', 'has-runbook', 'unknown'],
  ])('asks the systems and the cluster: %s, %s: %s', async (...told) => {
    const [id, ruleId, outcome] = told;
    expect(await verdictOf(id, ruleId)).toMatchObject({ outcome });
  });

  it.each([
    ['schedule-valid', 'pass', /valid/],
    ['steps-act', 'fail', /report does nothing/],
    ['retries-set', 'fail', /extract is given up after its first failure/],
    ['fits-quota', 'fail', /60 of 25 requests a day to alpha-vantage/],
    ['log-agrees', 'fail', /is called a success, and its task check failed/],
    ['last-run-good', 'fail', /the last run of .* failed/],
    ['success-rate', 'fail', /% of \d+ runs/],
    ['schedule-online', 'fail', /alpha-vantage-fx-daily/],
    // Nobody lists tables, and no tree is read here.
    ['sink-exists', 'unknown', /iceberg|is not written down/],
    ['files-exist', 'unknown', /whether .* exists is not known/],
  ])(
    'judges the workflows that the scheduler runs: %s: %s',
    async (...told) => {
      const [ruleId, outcome, words] = told;
      const verdict = await verdictOf('dolphinscheduler', ruleId);
      expect(verdict).toMatchObject({ outcome });
      expect(verdict?.summary).toMatch(words);
    },
  );

  it('keeps what it knows as stale when the API server refuses', async () => {
    platform.setScenario('api-403');
    let body = await get('/report');
    while (body.points.low === overview.points.low) {
      await request(backend.server).post('/api/readiness/evaluations');
      body = await get('/report');
    }
    expect(body.services).toHaveLength(overview.services.length);
    expect(body.points.high).toBeGreaterThanOrEqual(overview.points.high);
    expect(body.points.known).toBeLessThan(overview.points.known);
  });
});
