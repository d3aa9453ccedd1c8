import fc from 'fast-check';
import { deployment, NOW, seen } from '../__fixtures__/objects';
import { Declaration, Service, ServiceSchema } from '../model';
import { PROFILES } from '../profiles';
import { applyDeclarations, buildServices, readExpectedDown } from '.';

const KEY = '254carbon.com/expected-down';

function build(annotations: Record<string, string>, now = NOW): Service {
  const [found] = buildServices({
    objects: deployment('doris-fe', {
      image: 'apache/doris.fe-ubuntu:1',
      replicas: 1,
      ready: 0,
      annotations,
    }).map(object => seen(object)),
    profiles: PROFILES,
    probes: new Map(),
    clusterStates: [],
    now,
  });
  return found;
}

describe('expected down, by annotation', () => {
  it('is a flag beside the state, with reason, owner, end and source', () => {
    const plain = build({});
    const found = build({
      [KEY]: 'waits for the operator; owner=data-engineering; until=2026-02-01',
    });
    expect(found.health.state).toBe(plain.health.state);
    expect(found.expectedDown).toEqual({
      reason: 'waits for the operator',
      owner: 'group:default/data-engineering',
      until: '2026-02-01T23:59:59.999Z',
      declaredBy: 'annotation',
      source: {
        kind: 'cluster',
        name: 'demo',
        detail: 'Deployment data/doris-fe',
      },
    });
    expect(found.caveats).toEqual([]);
    expect(() => ServiceSchema.parse(found)).not.toThrow();
  });

  it.each([
    ['no owner', 'waits; until=2026-02-01', 'without owner'],
    ['no end', 'waits; owner=group:default/x', 'without end'],
    ['no reason', 'owner=x; until=2026-02-01', 'without reason'],
    ['nothing but a reason', 'waits', 'without owner and end'],
    ['no date', 'waits; owner=x; until=soon', 'which is no date'],
    ['the past', 'waits; owner=x; until=2026-01-14', 'that has passed'],
  ])('%s counts as none, and is told', (_, text, caveat) => {
    const found = build({ [KEY]: text });
    expect(found.expectedDown).toBeUndefined();
    expect(found.caveats).toHaveLength(1);
    expect(found.caveats[0]).toContain(caveat);
  });

  it('is never inferred from 0 replicas', () => {
    const [object] = deployment('a', { replicas: 0 });
    expect(readExpectedDown([seen(object)], NOW)).toEqual({ caveats: [] });
  });

  it('ends with its last moment', () => {
    const text = 'waits; owner=x; until=2026-01-15T12:00:00Z';
    expect(build({ [KEY]: text }, NOW - 1).expectedDown).toBeDefined();
    expect(build({ [KEY]: text }, NOW).expectedDown).toBeUndefined();
  });

  it('never throws, and counts only when it says why, whose and until when', () => {
    const parts = fc.constantFrom(
      'why',
      'owner=x',
      'owner=',
      'until=2026-03-01',
      'until=never',
      '',
      '=',
    );
    fc.assert(
      fc.property(fc.array(parts), list => {
        const { expectedDown, caveats } = build({ [KEY]: list.join('; ') });
        const complete =
          list.some(part => part === 'why' || part === '=') &&
          list.find(part => part.startsWith('owner=')) === 'owner=x' &&
          list.find(part => part.startsWith('until=')) === 'until=2026-03-01';
        expect(expectedDown !== undefined).toBe(complete);
        const blank = list.join('; ').trim() === '';
        expect(caveats.length).toBe(complete || blank ? 0 : 1);
      }),
    );
  });
});

describe('declarations of the portal', () => {
  const declaration = (change: Partial<Declaration> = {}): Declaration => ({
    id: 'd1',
    kind: 'expected-down',
    serviceId: 'doris',
    reason: 'planned',
    owner: 'group:default/data-engineering',
    until: '2026-01-16T00:00:00Z',
    declaredBy: 'user:default/someone',
    declaredAt: '2026-01-15T00:00:00Z',
    ...change,
  });
  const service = build({});
  const apply = (list: Declaration[], given: Service = service) =>
    applyDeclarations([given], list, NOW)[0];

  it('flag a service and leave its state alone', () => {
    const found = apply([declaration()]);
    expect(found.expectedDown).toMatchObject({
      declaredBy: 'portal',
      reason: 'planned',
      source: { kind: 'person', name: 'user:default/someone' },
    });
    expect(found.health).toBe(service.health);
    expect(() => ServiceSchema.parse(found)).not.toThrow();
  });

  it('open a maintenance window from its start to its end', () => {
    const window = declaration({
      kind: 'maintenance',
      from: '2026-01-15T11:00:00Z',
      until: '2026-01-15T13:00:00Z',
    });
    expect(apply([window]).maintenance).toMatchObject({
      from: '2026-01-15T11:00:00Z',
    });
    const later = declaration({ ...window, from: '2026-01-15T12:30:00Z' });
    expect(apply([later])).toEqual(service);
  });

  it('that have passed count as none, and are told once', () => {
    const past = declaration({ until: '2026-01-15T11:00:00Z' });
    const found = apply([past, declaration({ ...past, id: 'd0' })]);
    expect(found.expectedDown).toBeUndefined();
    expect(found.caveats).toHaveLength(1);
    expect(found.caveats[0]).toContain('that has passed');
    expect(apply([past, declaration()]).caveats).toEqual([]);
  });

  it('follow a service that was renamed', () => {
    const renamed = { ...service, id: 'lake', formerIds: ['doris'] };
    expect(apply([declaration()], renamed).expectedDown).toBeDefined();
  });

  it('yield to the annotation', () => {
    const annotated = build({ [KEY]: 'own; owner=x; until=2026-02-01' });
    expect(apply([declaration()], annotated).expectedDown?.reason).toBe('own');
  });

  it('do not depend on their order, and touch nobody else', () => {
    const some = fc.array(
      fc.record({
        id: fc.uuid(),
        kind: fc.constantFrom('expected-down' as const, 'maintenance' as const),
        serviceId: fc.constantFrom('doris', 'nobody'),
        until: fc.constantFrom(
          '2026-01-15T11:00:00Z',
          '2026-01-15T13:00:00Z',
          '2026-01-16T00:00:00Z',
        ),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(some, list => {
        const all = list.map(declaration);
        const one = apply(all);
        expect(apply([...all].reverse())).toEqual(one);
        const concerns = all.some(({ serviceId }) => serviceId === 'doris');
        expect(concerns || one === service).toBe(true);
      }),
    );
  });
});
