import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  buildServices,
  ClusterState,
  groupServices,
  indexObjects,
  InventoryObject,
  PROFILES,
  RecordedDeclaration,
  STANDING_ANNOTATIONS,
} from '@254carbon/backstage-plugin-platform-common';
import {
  createDeclarations,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { MissingEntity } from './EntitySync';
import { StandingMarks } from './StandingMarks';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const MINUTE = 60_000;
const iso = (ms: number) => new Date(NOW + ms).toISOString();
const { expectedDown, staleSince, staleReason } = STANDING_ANNOTATIONS;

function workload(kind: string, name: string): InventoryObject {
  return {
    cluster: 'demo',
    object: {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace: 'data', labels: { app: name } },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, image: `example/${name}:1` }] },
        },
      },
    },
    source: { kind: 'cluster', name: 'demo' },
    observedAt: iso(0),
  };
}

const OBJECTS = [
  workload('Deployment', 'shop'),
  workload('StatefulSet', 'ledger'),
];

function clusterOf(failing?: {
  resource: string;
  reason: string;
}): ClusterState {
  const kinds = ['v1/pods', 'apps/v1/deployments', 'apps/v1/statefulsets'];
  return {
    name: 'demo',
    phase: failing ? 'partly-failing' : 'reading',
    kinds: kinds.map(resource =>
      resource === failing?.resource
        ? {
            resource,
            ok: false,
            count: 1,
            reason: failing.reason,
            since: iso(-1000),
          }
        : { resource, ok: true, count: 1 },
    ),
  };
}

function viewOf(cluster: ClusterState): ServicesView {
  const index = indexObjects(OBJECTS);
  return {
    services: buildServices({
      objects: index,
      profiles: PROFILES,
      probes: new Map(),
      clusterStates: [cluster],
      now: NOW,
    }),
    groups: groupServices({ objects: index, profiles: PROFILES }),
    clusters: [cluster],
    caveats: [],
    index,
    generatedAt: iso(0),
    version: 1,
  };
}

const FORBIDDEN = { resource: 'apps/v1/deployments', reason: 'Forbidden.' };

function declaration(): RecordedDeclaration {
  return {
    id: 'd-1',
    kind: 'expected-down',
    serviceId: 'shop',
    reason: 'It moves',
    owner: 'group:default/x',
    from: iso(0),
    until: iso(2 * MINUTE),
    declaredBy: 'user:default/operator',
    declaredAt: iso(0),
  };
}

/** Marks, and what a catalog would hold after each look. */
function setUp(declarations = createDeclarations()) {
  const catalog = new Map<string, Entity>();
  let marks = new StandingMarks({ declarations, staleAfterMs: MINUTE });
  const written: string[][] = [];
  return {
    declarations,
    written,
    restart() {
      marks = new StandingMarks({
        declarations: createDeclarations(),
        staleAfterMs: MINUTE,
      });
    },
    look(ms: number, cluster: ClusterState) {
      const entities = marks.build(viewOf(cluster), {
        held: ref => catalog.get(ref),
        now: NOW + ms,
      });
      const changed = entities.filter(
        entity =>
          JSON.stringify(catalog.get(stringifyEntityRef(entity))) !==
          JSON.stringify(entity),
      );
      for (const entity of changed)
        catalog.set(stringifyEntityRef(entity), entity);
      written.push(changed.map(({ metadata }) => metadata.name));
      const [shop] = entities.filter(
        ({ metadata }) => metadata.name === 'shop',
      );
      return shop.metadata.annotations ?? {};
    },
    miss(ms: number, cluster: ClusterState, entity: Entity) {
      const missing = new Map<string, MissingEntity>([
        ['component:default/gone', { entity, inherited: true }],
      ]);
      return marks.markKept(() => 'keep', {
        missing,
        clusters: [cluster],
        now: NOW + ms,
      })('component:default/gone');
    },
  };
}

describe('what cannot be read', () => {
  it('is written once when it has lasted, whatever it says then, and once when it is over', () => {
    const { look, written } = setUp();
    look(0, clusterOf());
    expect(look(1, clusterOf(FORBIDDEN))[staleSince]).toBeUndefined();
    const told = look(MINUTE, clusterOf(FORBIDDEN));
    expect(told[staleSince]).toBe(iso(-1000));
    expect(told[staleReason]).toBe(
      'Apps/v1/deployments of cluster demo cannot be read: Forbidden.',
    );
    const later = look(
      2 * MINUTE,
      clusterOf({ ...FORBIDDEN, reason: 'No answer.' }),
    );
    expect(later).toEqual(told);
    expect(look(3 * MINUTE, clusterOf())[staleSince]).toBeUndefined();
    expect(written).toEqual(
      [['ledger', 'shop'].sort(), [], ['shop'], [], ['shop']].map(names =>
        expect.arrayContaining(names),
      ),
    );
    expect(written.map(({ length }) => length)).toEqual([2, 0, 1, 0, 1]);
  });

  it('is not written when it was over soon', () => {
    const { look, written } = setUp();
    look(0, clusterOf());
    for (let n = 1; n < 20; n += 1) {
      const state = n % 2 ? clusterOf(FORBIDDEN) : clusterOf();
      const began = state.kinds.map(kind =>
        kind.since ? { ...kind, since: iso(n * 30_000) } : kind,
      );
      look(n * 30_000, { ...state, kinds: began });
    }
    expect(written.flat()).toHaveLength(2);
  });

  it('keeps its mark to the letter across a restart', () => {
    const { look, written, restart } = setUp();
    look(0, clusterOf());
    const told = look(MINUTE, clusterOf(FORBIDDEN));
    restart();
    expect(
      look(2 * MINUTE, clusterOf({ ...FORBIDDEN, reason: 'No answer.' })),
    ).toEqual(told);
    expect(written.at(-1)).toEqual([]);
  });

  it('marks what is only in the catalog, once, when its cluster cannot be read', () => {
    const { miss } = setUp();
    const entity: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'gone',
        annotations: { '254carbon.com/cluster': 'demo' },
      },
    };
    expect(miss(0, clusterOf(), entity)).toBe('keep');
    const marked = miss(MINUTE, clusterOf(FORBIDDEN), entity) as Entity;
    expect(marked.metadata.annotations?.[staleSince]).toBe(iso(-1000));
    expect(miss(2 * MINUTE, clusterOf(FORBIDDEN), marked)).toBe('keep');
  });
});

describe('what people declare', () => {
  it('is one entity when it is declared, and one when it ends by itself', () => {
    const { look, written, declarations } = setUp();
    declarations.publish([]);
    look(0, clusterOf());
    declarations.publish([declaration()]);
    const text = `It moves; owner=group:default/x; until=${iso(2 * MINUTE)}`;
    expect(look(1, clusterOf())[expectedDown]).toBe(text);
    look(MINUTE, clusterOf());
    expect(look(2 * MINUTE, clusterOf())[expectedDown]).toBeUndefined();
    expect(written.slice(1)).toEqual([['shop'], [], ['shop']]);
  });

  it('stands as the catalog has it until somebody can say what is declared, and no longer than it was meant to', () => {
    const { look, written, declarations, restart } = setUp();
    declarations.publish([declaration()]);
    look(0, clusterOf());
    restart();
    expect(look(1, clusterOf())[expectedDown]).toBeDefined();
    expect(written.at(-1)).toEqual([]);
    expect(look(2 * MINUTE, clusterOf())[expectedDown]).toBeUndefined();
  });
});
