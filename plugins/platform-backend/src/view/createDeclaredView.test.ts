import {
  DeclaredTree,
  indexObjects,
  NamedKind,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';
import { objectOf } from '../__testUtils__/startPlatform';
import { createDeclaredView } from './createDeclaredView';
import { KnownPlatform } from './createView';

const AT = '2026-11-21T12:00:00.000Z';
const source = { kind: 'manifest', name: 'tree' } as const;

function treeOf(...names: string[]): Observation<DeclaredTree>[] {
  const value: DeclaredTree = {
    source: 'tree',
    cluster: 'demo',
    files: names.length,
    objects: names.map(name => ({
      object: objectOf(name.startsWith('g-') ? 'Gadget' : 'Deployment', name)
        .object,
      origin: { source: 'tree', path: `${name}.yaml`, line: 1 },
      redacted: [],
    })),
    artefacts: [],
    problems: [],
    notRendered: [],
  };
  return [{ ok: true, value, observedAt: AT, source }];
}

function knownOf(version: number, ...names: string[]): KnownPlatform {
  return {
    services: [],
    declarations: [],
    remembered: new Map(),
    clusters: [
      {
        name: 'demo',
        phase: 'reading',
        kinds: [
          {
            resource: 'apps/v1/deployments',
            ok: true,
            count: 1,
            observedAt: AT,
          },
        ],
      },
    ],
    caveats: [],
    index: indexObjects(names.map(name => objectOf('Deployment', name))),
    groups: [],
    generatedAt: AT,
    version,
  };
}

function setUp(...names: string[]) {
  let trees = treeOf(...names);
  let now = Date.parse(AT);
  let named: NamedKind[] = [];
  const view = createDeclaredView({
    manifests: {
      sources: [{ name: 'tree', type: 'folder', location: 'deploy' }],
      current: () => trees,
      onChange: () => () => {},
      whenReady: async () => {},
    },
    names: { current: () => named },
    now: () => now,
  });
  return {
    same: (known: KnownPlatform) => view.drift(known, undefined).counts.same,
    at: (known: KnownPlatform) => view.drift(known, undefined).generatedAt,
    pass(ms: number) {
      now += ms;
    },
    write(...next: string[]) {
      trees = treeOf(...next);
    },
    find(...found: string[]) {
      named = [
        {
          cluster: 'demo',
          group: 'apps',
          kind: 'Gadget',
          names: {
            ok: true,
            value: new Set(found),
            observedAt: AT,
            source: { kind: 'cluster', name: 'demo' },
          },
        },
      ];
    },
    view,
    fail() {
      trees = [{ ok: false, reason: 'It is gone.', since: AT, source }];
    },
  };
}

describe('createDeclaredView', () => {
  it('says that what runs is old where its cluster cannot be read', () => {
    const caveat = 'Cluster demo did not answer within 5 s.';
    const { view } = setUp('trino');
    const known = { ...knownOf(1, 'trino'), caveats: [caveat] };
    expect(view.drift(known, undefined)).toMatchObject({
      counts: { same: 1 },
      caveats: [caveat],
    });
  });

  it('compares anew at once when the trees differ, and soon when objects do', () => {
    const { same, at, pass, write } = setUp('trino');
    expect(same(knownOf(1, 'trino'))).toBe(1);
    pass(1_000);
    expect(same(knownOf(2))).toBe(1);
    expect(at(knownOf(2))).toBe(AT);
    pass(4_000);
    expect(same(knownOf(2))).toBe(0);
    write('trino', 'minio');
    expect(same(knownOf(3, 'trino', 'minio'))).toBe(2);
  });

  it('tells what is there by name apart from what is as declared, at once', () => {
    const { view, find, pass } = setUp('g-1');
    const counts = () => view.drift(knownOf(1), undefined).counts;
    expect(counts()).toMatchObject({ unknown: 1, present: 0, same: 0 });
    pass(10);
    find('data/g-1');
    expect(counts()).toMatchObject({ unknown: 0, present: 1, same: 0 });
    find();
    expect(counts()).toMatchObject({ onlyDeclared: 1, present: 0 });
  });

  it('keeps a comparison as long as nothing differs', () => {
    const { at, pass } = setUp('trino');
    at(knownOf(1, 'trino'));
    pass(60_000);
    expect(at(knownOf(1, 'trino'))).toBe(AT);
  });

  it('says unknown when nothing was ever read, and never that nothing differs', () => {
    const { view, fail } = setUp();
    fail();
    expect(view.drift(knownOf(1, 'trino'), undefined)).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining('It is gone.'),
      items: [],
    });
  });
});
