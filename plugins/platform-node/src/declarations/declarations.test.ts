import { Declaration } from '@254carbon/backstage-plugin-platform-common';
import { serviceOf } from '@254carbon/backstage-plugin-platform-common/testUtils';
import { createDeclarations } from './createDeclarations';
import { declareOver } from './declareOver';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;
const iso = (hours: number) => new Date(NOW + hours * HOUR).toISOString();

function declaration(rest: Partial<Declaration> = {}): Declaration {
  return {
    id: 'd-1',
    kind: 'expected-down',
    serviceId: 'trino',
    reason: 'It moves to other nodes',
    owner: 'group:default/data-engineering',
    from: iso(0),
    until: iso(2),
    declaredBy: 'user:default/operator',
    declaredAt: iso(0),
    ...rest,
  };
}

function service(id: string) {
  const health = {
    state: 'down' as const,
    stale: false,
    summary: '',
    evidence: [],
  };
  return serviceOf(id, { health });
}

describe('createDeclarations', () => {
  it('tells of a change once, and keeps the array when nothing changed', () => {
    const declarations = createDeclarations();
    const told = jest.fn();
    const stop = declarations.onChange(told);
    declarations.publish([]);
    expect(told).not.toHaveBeenCalled();
    declarations.publish([declaration()]);
    const { declarations: first } = declarations.current();
    declarations.publish([declaration()]);
    expect(declarations.current().declarations).toBe(first);
    expect(told).toHaveBeenCalledTimes(1);
    stop();
    declarations.publish([]);
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('says whether they were ever read, also when there are none', () => {
    const declarations = createDeclarations();
    expect(declarations.current().isKnown).toBe(false);
    declarations.fail('The database is away.');
    expect(declarations.current().isKnown).toBe(false);
    declarations.publish([]);
    expect(declarations.current()).toEqual({
      declarations: [],
      isKnown: true,
    });
  });

  it('keeps what is known when it cannot be read, and says so until it can', () => {
    const declarations = createDeclarations();
    declarations.publish([declaration()]);
    declarations.fail('The database is away.');
    expect(declarations.current()).toMatchObject({
      declarations: [{ id: 'd-1' }],
      caveat: 'The database is away.',
    });
    declarations.publish([declaration()]);
    expect(declarations.current().caveat).toBeUndefined();
  });
});

describe('declareOver', () => {
  const setUp = () => {
    const clock = { now: NOW };
    const declarations = createDeclarations();
    const lay = declareOver({ declarations, now: () => clock.now });
    return { clock, declarations, lay };
  };
  const view = { services: [service('trino'), service('minio')], caveats: [] };

  it('leaves a view alone that nothing is declared about', () => {
    const { lay } = setUp();
    expect(lay(view)).toBe(view);
  });

  it('flags what is meant to be down, and leaves every other service as it is', () => {
    const { declarations, lay } = setUp();
    declarations.publish([declaration()]);
    const declared = lay(view);
    expect(declared.services[0].expectedDown).toMatchObject({
      reason: 'It moves to other nodes',
      declaredBy: 'portal',
    });
    expect(declared.services[0].health.state).toBe('down');
    expect(declared.services[1]).toBe(view.services[1]);
    expect(lay(view)).toBe(declared);
  });

  it('looks again when a declaration begins or ends', () => {
    const { clock, declarations, lay } = setUp();
    declarations.publish([declaration({ from: iso(1) })]);
    expect(lay(view).services[0].expectedDown).toBeUndefined();
    clock.now = NOW + HOUR;
    expect(lay(view).services[0].expectedDown).toBeDefined();
    clock.now = NOW + 2 * HOUR;
    expect(lay(view).services[0].expectedDown).toBeUndefined();
  });

  it('says that what is declared may be old', () => {
    const { declarations, lay } = setUp();
    declarations.fail('The database is away.');
    expect(lay(view).caveats).toEqual(['The database is away.']);
  });
});
