import {
  Artefact,
  DeclaredTree,
  ExternalAnswer,
  failed,
  lastKnown,
  Observation,
  observed,
  TelemetryReading,
} from '@254carbon/backstage-plugin-platform-common';
import { NOW, view } from '../testing/fixtures';
import { createKnowledge } from './createKnowledge';

const SOURCE = { kind: 'manifest', name: 'platform' } as const;
const ORIGIN = { source: 'platform', path: 'a.yaml', line: 1 };

function alert(expr: string): Artefact {
  return { kind: 'alert-rule', name: expr, origin: ORIGIN, details: { expr } };
}

function tree(parts: Partial<DeclaredTree> = {}): Observation<DeclaredTree> {
  const value: DeclaredTree = {
    source: 'platform',
    files: 1,
    objects: [],
    artefacts: [],
    problems: [],
    notRendered: [],
    ...parts,
  };
  return observed({ value, now: NOW, source: SOURCE });
}

function declare(name: string) {
  return {
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'data' },
    },
    origin: ORIGIN,
    redacted: [],
  };
}

function reading(parts: object): TelemetryReading {
  return {
    kind: 'vmalert',
    id: 'a',
    address: 'a:1',
    parts,
  } as TelemetryReading;
}

function setUp(first: Observation<DeclaredTree>[] = [tree()]) {
  const state = {
    trees: first,
    readings: [] as TelemetryReading[],
    external: undefined as Observation<readonly ExternalAnswer[]> | undefined,
    lake: observed({ value: { names: ['raw.eia'] }, now: NOW, source: SOURCE }),
    sources: first.map(() => ({
      name: 'platform',
      type: 'folder' as const,
      location: 'a',
    })),
  };
  const wantQueries = jest.fn();
  const knowledgeOf = createKnowledge({
    manifests: {
      sources: state.sources,
      current: () => [...state.trees],
    },
    telemetry: { current: () => [...state.readings], wantQueries },
    external: { current: () => state.external },
    answers: {
      readRunbooks: async () => undefined,
      readLake: async () => state.lake,
    },
    now: () => NOW,
  });
  return { state, wantQueries, knowledgeOf };
}

describe('createKnowledge', () => {
  it('has nothing declared, and nothing to compare with, when no manifests are configured', async () => {
    const { state, knowledgeOf, wantQueries } = setUp([]);
    expect(await knowledgeOf(view({ trino: 1 }))).toEqual({
      telemetry: [],
      lakeTables: state.lake,
    });
    expect(wantQueries).not.toHaveBeenCalled();
  });

  it('hands over what external addresses say, and nothing when they are not asked', async () => {
    const { state, knowledgeOf } = setUp([]);
    const platform = view({ trino: 1 });
    expect(await knowledgeOf(platform)).not.toHaveProperty('externalAnswers');
    const value = [{ host: 'trino.example.com', status: 200 }];
    state.external = observed({ value, now: NOW, source: SOURCE });
    expect((await knowledgeOf(platform)).externalAnswers).toBe(state.external);
  });

  it('lays what is declared upon what runs', async () => {
    const objects = [declare('trino'), declare('minio')];
    const { knowledgeOf } = setUp([tree({ objects })]);
    const { comparison } = await knowledgeOf(view({ trino: 1 }));
    const verdicts = lastKnown(comparison!)?.value.objects.map(
      ({ object, verdict }) => [object.name, verdict],
    );
    expect(verdicts).toContainEqual(['trino', 'same']);
    expect(verdicts).toContainEqual(['minio', 'only-declared']);
    expect(comparison).toMatchObject({ ok: true, source: SOURCE });
  });

  it('does not compare with a tree that was never read', async () => {
    const unread = failed<DeclaredTree>({
      reason: 'The repository does not answer.',
      now: NOW,
      source: SOURCE,
    });
    const { knowledgeOf } = setUp([tree(), unread]);
    const { comparison } = await knowledgeOf(view({ trino: 1 }));
    expect(comparison).toMatchObject({
      ok: false,
      reason: 'The repository does not answer.',
    });
    expect(lastKnown(comparison!)).toBeUndefined();
  });

  it('calls a comparison with a tree of an earlier read old', async () => {
    const previous = tree({ objects: [declare('trino')] });
    const reason = 'The repository does not answer.';
    const old = failed({ reason, now: NOW, source: SOURCE, previous });
    const { knowledgeOf } = setUp([old]);
    const { comparison } = await knowledgeOf(view({ trino: 1 }));
    expect(lastKnown(comparison!)).toMatchObject({ fresh: false });
    expect(lastKnown(comparison!)?.value.objects).toHaveLength(1);
  });

  it('hands over the same arrays for as long as nothing changed', async () => {
    const { state, knowledgeOf } = setUp();
    const platform = view({ trino: 1 });
    const parts = {};
    state.readings = [reading(parts)];
    const first = await knowledgeOf(platform);
    state.readings = [reading(parts)];
    const second = await knowledgeOf(platform);
    expect(second.declared).toBe(first.declared);
    expect(second.comparison).toBe(first.comparison);
    expect(second.telemetry).toBe(first.telemetry);

    state.readings = [reading({})];
    expect((await knowledgeOf(platform)).telemetry).not.toBe(first.telemetry);
    expect((await knowledgeOf(view({ trino: 1 }))).comparison).not.toBe(
      first.comparison,
    );
    state.trees = [tree()];
    expect((await knowledgeOf(platform)).declared).not.toBe(first.declared);
  });

  it('asks for the series of declared queries, again when they change', async () => {
    const board = JSON.stringify({
      title: 'Trino',
      panels: [
        { targets: [{ expr: 'trino_up' }] },
        { panels: [{ targets: [{ expr: 'trino_queries' }] }] },
      ],
    });
    const dashboard = {
      ...declare('boards'),
      object: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'boards', namespace: 'data' },
        data: { 'trino.json': board, 'broken.json': '{"panels"', note: 'x' },
      },
    };
    const { state, wantQueries, knowledgeOf } = setUp([
      tree({ artefacts: [alert('up == 0')], objects: [dashboard] }),
    ]);
    await knowledgeOf(view({ trino: 1 }));
    await knowledgeOf(view({ trino: 1 }));
    expect(wantQueries.mock.calls).toEqual([
      ['readiness', ['trino_queries', 'trino_up', 'up == 0']],
    ]);
    state.trees = [tree({ artefacts: [alert('absent(up)')] })];
    await knowledgeOf(view({ trino: 1 }));
    expect(wantQueries).toHaveBeenLastCalledWith('readiness', ['absent(up)']);
  });
});
