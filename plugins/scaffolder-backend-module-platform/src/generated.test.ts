/*
 * What generated repositories promise to those who run them: their runbook knows every way in which the runtime fails, they can be pointed elsewhere
 * and still follow their source's pages, what listens is never started by a clock, and no rule is silent because nothing was looked at.
 */
import {
  checkConnector,
  ConnectorSpec,
  generateConnector,
} from '@254carbon/backstage-plugin-platform-common';
import { FAILURE_WORDS } from '@254carbon/connector-runtime';
import { findModules, installOffline } from '@254carbon/repository-runner';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import {
  CONNECTOR_NAMES,
  defaultValues,
  readTemplate,
} from './__fixtures__/templates';
import { judgeReadiness } from './__testUtils__/judgeReadiness';
import { packConnectorRuntime } from './pack/products';

const run = promisify(execFile);

async function specOf(
  name: string,
  change: object = {},
): Promise<ConnectorSpec> {
  const template = await readTemplate(name);
  const { kind } = template.spec.steps[0].input ?? {};
  const checked = checkConnector({
    ...defaultValues(template),
    ...change,
    kind,
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.spec;
}

const textsOf = async (name: string, change: object = {}) =>
  generateConnector(await specOf(name, change));

const buffersOf = (files: ReadonlyMap<string, string>) =>
  new Map([...files].map(([path, text]) => [path, Buffer.from(text)]));

describe('a runbook', () => {
  it.each(CONNECTOR_NAMES)(
    'of %s has a row for every failure that the runtime can print, and for no other',
    async name => {
      const files = await textsOf(name);
      const path = [...files.keys()].find(one =>
        one.startsWith('docs/runbooks/'),
      );
      const rows = [
        ...(files.get(path ?? '') ?? '').matchAll(
          /^\| `((?!failure)[a-z]+)` \| \S.* \| \S.* \|$/gm,
        ),
      ].map(([, word]) => word);
      expect(rows.sort()).toEqual([...FAILURE_WORDS].sort());
    },
  );
});

describe('what listens', () => {
  it.each(['webhook-connector', 'websocket-kafka-connector'])(
    '%s is a Deployment with probes, a budget, time to end, and somebody who asks for its numbers',
    async name => {
      const files = await textsOf(name, { scheduler: 'dolphinscheduler' });
      const read = (path: string) => parse(files.get(path) ?? '{}');
      expect([...files.keys()]).not.toContain('deploy/cronjob.yaml');
      const { replicas, strategy, template } = read(
        'deploy/deployment.yaml',
      ).spec;
      expect(replicas).toBe(1);
      // Two pods at once would receive everything twice, and cannot share the volume.
      expect(strategy.rollingUpdate).toEqual({
        maxUnavailable: 1,
        maxSurge: 0,
      });
      expect(template.spec.terminationGracePeriodSeconds).toBe(60);
      const [container] = template.spec.containers;
      expect(container.args).toEqual(['run']);
      const ports = new Map<string, number>(
        container.ports.map((one: { name: string; containerPort: number }) => [
          one.name,
          one.containerPort,
        ]),
      );
      for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
        expect(container[probe].httpGet.path).toBe('/healthz');
        expect(ports.get(container[probe].httpGet.port)).toBe(9464);
      }
      const budget = read('deploy/poddisruptionbudget.yaml').spec;
      expect(budget.maxUnavailable).toBe(1);
      const [asked] = read('deploy/podmonitor.yaml').spec.podMetricsEndpoints;
      expect(ports.get(asked.port)).toBe(9464);
      const [workflow] = JSON.parse(
        files.get('workflow/dolphinscheduler.json') ?? '[]',
      );
      const [task, ...more] = workflow.taskDefinitionList;
      expect(more).toEqual([]);
      expect(JSON.parse(task.taskParams.args)).toEqual(['doctor']);
      const [rule] = read('deploy/taskpolicy.yaml').spec.rules;
      const { volumes } = rule.mutate.patchStrategicMerge.spec;
      expect(JSON.stringify(volumes)).not.toContain('persistentVolumeClaim');
    },
  );

  it('a socket is told to listen for ever, and may reach its source and its brokers', async () => {
    const files = await textsOf('websocket-kafka-connector', {
      brokers: 'one.kafka:9094',
    });
    const { env } = parse(files.get('deploy/deployment.yaml') ?? '').spec
      .template.spec.containers[0];
    expect(env).toContainEqual({ name: 'CONNECTOR_FOREVER', value: '1' });
    const { egress } = parse(files.get('deploy/networkpolicy.yaml') ?? '').spec;
    const reached = egress.map((one: { to: object[]; ports: object[] }) => [
      Object.keys(one.to[0])[0],
      one.ports.map(port => Object(port).port),
    ]);
    expect(reached).toEqual([
      ['namespaceSelector', [53, 53]],
      ['namespaceSelector', [8428, 9094]],
      ['ipBlock', [443]],
    ]);
  });
});

describe('pods that DolphinScheduler starts', () => {
  it('may reach what the workload may reach, and their log is the one that the runbook reads', async () => {
    const files = await textsOf('eia-connector', {
      scheduler: 'dolphinscheduler',
    });
    const own = parse(files.get('deploy/networkpolicy.yaml') ?? '').spec;
    const task = parse(files.get('deploy/tasknetworkpolicy.yaml') ?? '').spec;
    expect(task.egress).toEqual(own.egress);
    const labels = task.podSelector.matchLabels;
    const [workflow] = JSON.parse(
      files.get('workflow/dolphinscheduler.json') ?? '[]',
    );
    for (const { taskParams } of workflow.taskDefinitionList) {
      const [{ label, value }] = taskParams.customizedLabels;
      expect(labels).toEqual({ [label]: value });
    }
    const runbook = files.get('docs/runbooks/eia-wti-spot.md') ?? '';
    const [[label, value]] = Object.entries(labels);
    expect(runbook).toContain(`logs -l ${label}=${value} `);
  });
});

describe('the rules that apply to files', () => {
  it('are asked: without its network policy and its limits a pipeline fails them', async () => {
    const files = await textsOf('eia-connector');
    files.delete('deploy/networkpolicy.yaml');
    const path = 'deploy/cronjob.yaml';
    const text = files.get(path) ?? '';
    files.set(path, text.replace(/ +limits:\n +cpu.*\n +memory.*\n/, ''));
    const { failed } = await judgeReadiness(buffersOf(files));
    expect(failed.map(one => one.split(':')[0])).toEqual(
      expect.arrayContaining(['default-deny', 'requests-and-limits']),
    );
  });

  it('leave open whether a namespace denies by default that is declared elsewhere, and fail one that is declared and does not', async () => {
    const files = await textsOf('eia-connector');
    const { failed, unknown } = await judgeReadiness(buffersOf(files));
    expect(failed).toEqual([]);
    expect(unknown).toContain('default-deny');
    files.set(
      'deploy/namespace.yaml',
      'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: data-platform\n',
    );
    const declared = await judgeReadiness(buffersOf(files));
    expect(declared.failed).toEqual([
      expect.stringContaining(
        'data-platform does not deny ingress and egress by default',
      ),
    ]);
  });
});

describe('a repository that is pointed elsewhere', () => {
  let folder: string;
  let server: Server;
  let base: string;
  const asked: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'relocated-'));
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const isFirst = !request.url?.includes('cursor=second');
      const day = isFirst ? 1_704_171_600_000 : 1_704_258_000_000;
      const bar = { t: day, o: 1, h: 2, l: 1, c: 2, v: 10, vw: 1.5, n: 3 };
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          status: 'OK',
          resultsCount: 1,
          results: [bar],
          // The source names itself, wherever it is asked.
          ...(isFirst && {
            next_url: 'https://api.polygon.io/v2/aggs/more?cursor=second',
          }),
        }),
      );
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const address = server.address();
    base = `http://127.0.0.1:${
      typeof address === 'object' && address ? address.port : 0
    }`;
  });
  afterAll(async () => {
    await new Promise(done => {
      server.close(done);
      server.closeAllConnections();
    });
    await rm(folder, { recursive: true, force: true });
  });

  it('follows the next page there, although the page names the declared host', async () => {
    const runtime = await packConnectorRuntime();
    const spec = await specOf('polygon-connector', {
      tickers: 'USO',
      sink: 'files',
    });
    for (const [path, text] of generateConnector(spec, { runtime })) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    await mkdir(join(folder, 'vendor'));
    await writeFile(join(folder, 'vendor', runtime.fileName), runtime.content);
    await installOffline({
      repository: folder,
      modules: findModules(__dirname),
    });
    const { stdout } = await run(process.execPath, ['src/main.js', 'run'], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        POLYGON_BASE_URL: base,
        POLYGON_API_KEY: 'a-key-that-nobody-knows',
        CONNECTOR_SINK: 'files',
      },
    });
    const report = JSON.parse(stdout.trim().split('\n').pop() ?? '{}');
    expect(report).toMatchObject({ event: 'report', rows: 2, rejected: 0 });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain('/v2/aggs/more?cursor=second');
  }, 60_000);
});
