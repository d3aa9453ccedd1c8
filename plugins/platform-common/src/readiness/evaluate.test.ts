import { ALL_RULES } from '../rules';
import {
  clusterState,
  indexOf,
  object,
  service,
  workload,
} from '../rules/testing/world';
import { NOW, seen as seenNow } from '../rules/testing/observeNow';
import { compareReports } from './compareReports';
import { evaluate } from './evaluate';
import { nextActions } from './nextActions';
import { percentOf } from './points';

const deployment = object('Deployment', 'trino', {
  apiVersion: 'apps/v1',
  spec: {
    replicas: 1,
    template: {
      spec: {
        containers: [
          {
            name: 'trino',
            image: 'trinodb/trino',
            resources: {
              requests: { cpu: '1', memory: '1Gi' },
              limits: { cpu: '1', memory: '1Gi' },
            },
          },
        ],
      },
    },
  },
  status: { readyReplicas: 1 },
});
const trino = service({ workloads: [workload('Deployment', 'trino')] });

function judge(
  options: { broken?: string[]; objects?: (typeof deployment)[] } = {},
) {
  return evaluate({
    services: [trino, service({ id: 'flink', lifecycle: 'planned' })],
    index: indexOf(options.objects ?? [deployment]),
    clusters: [clusterState({ broken: options.broken })],
    rules: ALL_RULES,
    now: NOW,
    caveats: ['something'],
  });
}

describe('evaluate', () => {
  it('judges what runs, not what is planned', () => {
    const report = judge();
    expect(report.services.map(({ serviceId }) => serviceId)).toEqual([
      'trino',
    ]);
    expect(report.services[0].verdicts).toHaveLength(ALL_RULES.length);
    const said = Object.fromEntries(
      report.services[0].verdicts.map(v => [v.ruleId, v.outcome]),
    );
    expect(said).toMatchObject({
      'workload-available': 'pass',
      'no-crash-loops': 'not-applicable',
      'requests-and-limits': 'pass',
      'disruption-budget': 'not-applicable',
      'image-pinned': 'fail',
      'no-literal-credentials': 'pass',
      'backup-covers': 'not-applicable',
      // Nobody gives manifests or telemetry here: not known is not failed.
      'has-runbook': 'unknown',
      'metrics-scraped': 'unknown',
      'no-drift': 'unknown',
    });
    const { low, high, known, of } = report.points;
    expect(high - low).toBe(of - known);
    expect(report.services[0].level).toBe('none');
    expect(report.caveats).toEqual(['something']);
  });
  it('widens the range by what cannot be read', () => {
    const report = judge({ broken: ['v1/pods'] });
    const { low, high, known, of } = report.points;
    expect(low).toBeLessThan(high);
    expect(high - low).toBe(of - known);
    expect(percentOf(report.points)!.confidence).toBeLessThan(100);
  });
  it('does not fail what it cannot see: an unread cluster is unknown', () => {
    const report = evaluate({
      services: [trino],
      index: indexOf([]),
      clusters: [],
      rules: ALL_RULES,
      now: NOW,
    });
    expect(report.counts.fail).toBe(0);
    expect(report.points.low).toBe(0);
    expect(report.points.high).toBe(report.points.of);
  });
  it('leaves the verdict of a rule that throws open, and judges by the others', () => {
    const [first, ...rest] = ALL_RULES;
    const broken = {
      ...first,
      judge: () => {
        throw new Error('no such thing');
      },
    };
    const report = evaluate({
      services: [trino],
      index: indexOf([deployment]),
      clusters: [clusterState()],
      rules: [broken, ...rest],
      now: NOW,
    });
    const [verdict] = report.services[0].verdicts;
    expect(verdict).toMatchObject({
      outcome: 'unknown',
      summary: 'The rule could not be judged: no such thing.',
    });
    expect(report.counts.pass).toBeGreaterThan(0);
  });
  it('shows a rule the facts that it declares, and no others', () => {
    const seen: string[][] = [];
    const curious = {
      ...ALL_RULES[0],
      facts: ['workloads' as const],
      judge: (facts: object) => {
        const names = ['workloads', 'nodes', 'containers'];
        seen.push(names.filter(name => name in facts));
        return {
          outcome: 'pass' as const,
          stale: false,
          summary: '',
          evidence: [],
        };
      },
    };
    evaluate({
      services: [trino],
      index: indexOf([deployment]),
      clusters: [clusterState()],
      rules: [curious],
      now: NOW,
    });
    expect(seen).toEqual([['workloads']]);
  });
  it('says where a failing object is declared', () => {
    const { status: _, ...written } = deployment;
    const report = evaluate({
      services: [trino],
      index: indexOf([deployment]),
      clusters: [clusterState()],
      rules: ALL_RULES,
      now: NOW,
      knowledge: {
        declared: [
          seenNow({
            source: 'platform',
            files: 1,
            objects: [
              {
                object: written,
                origin: {
                  source: 'platform',
                  path: 'apps/trino.yaml',
                  line: 4,
                },
                redacted: [],
              },
            ],
            artefacts: [],
            problems: [],
            notRendered: [],
          }),
        ],
      },
    });
    const verdict = report.services[0].verdicts.find(
      ({ ruleId }) => ruleId === 'image-pinned',
    );
    expect(verdict?.evidence[0].places).toEqual([
      {
        object: 'Deployment data/trino',
        source: 'platform',
        file: 'apps/trino.yaml',
        line: 4,
      },
    ]);
  });
  it('leaves a rule out by what a service is', () => {
    const rules = ALL_RULES.map(rule => ({
      ...rule,
      appliesTo: { sentence: 'Nothing', matches: () => false },
    }));
    const report = evaluate({
      services: [trino],
      index: indexOf([deployment]),
      clusters: [clusterState()],
      rules,
      now: NOW,
    });
    expect(report.points.of).toBe(0);
    expect(percentOf(report.points)).toBeUndefined();
    expect(report.services[0].level).toBeUndefined();
  });
});

describe('nextActions', () => {
  it('names the gain, where it leads, the level and the remedy', () => {
    const report = judge();
    const { low, high, known, of } = report.points;
    const action = nextActions(report).find(
      ({ ruleId }) => ruleId === 'image-pinned',
    );
    expect(action).toEqual({
      kind: 'mend',
      ruleId: 'image-pinned',
      ruleTitle: 'Images are pinned',
      category: 'infrastructure',
      serviceId: 'trino',
      serviceTitle: 'trino',
      entityRef: 'component:default/trino',
      summary: 'trino: image trinodb/trino has no tag, which means latest.',
      gain: 5,
      uncaps: 0,
      leadsTo: { low: low + 5, high: high + 5, known, of },
      remedy: expect.objectContaining({ text: expect.any(String) }),
    });
  });
});

describe('compareReports', () => {
  it('explains a difference to the point', () => {
    const broken = {
      ...deployment,
      status: { readyReplicas: 0 },
    };
    const [before, after] = [judge(), judge({ objects: [broken] })];
    const changes = compareReports(before, after);
    expect(changes).toMatchObject([
      {
        serviceId: 'trino',
        ruleId: 'workload-available',
        from: 'pass',
        to: 'fail',
        delta: -10,
      },
    ]);
    expect(compareReports(before, before)).toEqual([]);
  });
});
