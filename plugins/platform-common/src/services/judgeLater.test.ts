import { judgeLater, Judged } from './judgeLater';

const KNOWN = {
  id: 'curves',
  title: 'curves',
  description: '',
  entityRef: 'component:default/curves',
  kind: 'Component' as const,
  type: 'service',
  system: 'data' as const,
  owner: 'group:default/data',
  lifecycle: 'production' as const,
  cluster: 'demo',
  namespace: 'data',
  dependencies: [],
  dependsOn: [],
  links: [],
  explanation: [],
  formerIds: [],
  caveats: [],
};

const JUDGED: Judged = {
  workloads: [],
  endpoints: [],
  health: { state: 'healthy', stale: false, summary: 'well', evidence: [] },
};

describe('a service that is judged later', () => {
  const judge = jest.fn(() => JUDGED);
  const make = () => judgeLater(KNOWN, judge);
  beforeEach(() => judge.mockClear());

  it('says what it is without a judgement', () => {
    const service = make();
    expect([service.id, service.title, service.links]).toEqual([
      'curves',
      'curves',
      [],
    ]);
    expect(judge).not.toHaveBeenCalled();
  });

  it('is judged once, whoever asks', () => {
    const service = make();
    expect(service.health).toBe(JUDGED.health);
    expect(service.workloads).toBe(JUDGED.workloads);
    expect(service.endpoints).toBe(JUDGED.endpoints);
    expect(judge).toHaveBeenCalledTimes(1);
  });

  it('is the same as one that was judged at once, also as a copy and as JSON', () => {
    const whole = { ...KNOWN, ...JUDGED };
    expect({ ...make() }).toEqual(whole);
    expect(JSON.parse(JSON.stringify(make()))).toEqual(whole);
    expect(Object.keys(make()).sort()).toEqual(Object.keys(whole).sort());
  });
});
