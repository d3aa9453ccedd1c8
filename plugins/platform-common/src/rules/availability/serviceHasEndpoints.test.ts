import { NetworkServiceFact } from '../facts/types';
import { NOW, seen } from '../testing/observeNow';
import { serviceHasEndpoints } from './serviceHasEndpoints';

const trino: NetworkServiceFact = {
  object: 'Service data/trino',
  external: false,
  readyAddresses: 1,
  notReadyAddresses: 0,
};
const judge = (...services: NetworkServiceFact[]) =>
  serviceHasEndpoints.judge(
    { networkServices: seen(services), workloads: seen([]) } as never,
    NOW,
  );

describe('service-has-endpoints', () => {
  it('passes with a ready address', () => {
    expect(judge(trino).outcome).toBe('pass');
  });
  it('fails when one Service leads nowhere, and names only that one', () => {
    const dead = {
      ...trino,
      object: 'Service data/redis',
      readyAddresses: 0,
      notReadyAddresses: 2,
    };
    const verdict = judge(trino, dead);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.summary).toBe(
      'Service data/redis leads nowhere: no ready address.',
    );
    expect(verdict.evidence).toHaveLength(1);
  });
  it('does not apply without a Service, nor to one that points outside', () => {
    expect(judge().outcome).toBe('not-applicable');
    expect(judge({ ...trino, external: true, readyAddresses: 0 }).outcome).toBe(
      'not-applicable',
    );
  });
});
