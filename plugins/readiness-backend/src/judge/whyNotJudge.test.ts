import { deadCluster, report, view } from '../testing/fixtures';
import { whyNotJudge } from './whyNotJudge';

/** A cluster of which one kind was refused from the start. */
function partlyRead(resource: string) {
  return {
    name: 'demo',
    phase: 'partly-failing' as const,
    kinds: [{ resource, ok: false, count: 0, reason: 'Forbidden.' }],
  };
}

describe('whyNotJudge', () => {
  it.each([
    ['judges a platform that can be read, empty or not', view({}), undefined],
    [
      'judges fewer services when all can be read',
      view({ trino: 1 }),
      report({ trino: 1, minio: 1 }),
    ],
    [
      'judges fewer services when a kind that runs nothing has never been readable',
      view({ trino: 1 }, partlyRead('configuration.konghq.com/v1/kongplugins')),
      report({ trino: 1, minio: 1 }),
    ],
    [
      'judges stale services of a dead cluster',
      view({ trino: 1 }, deadCluster),
      report(),
    ],
  ])('%s', (_, platform, previous) => {
    expect(whyNotJudge(platform, previous)).toBeUndefined();
  });
  it('refuses nothing at all from a cluster that cannot be read', () => {
    expect(whyNotJudge(view({}, deadCluster), undefined)).toContain(
      'no service is known',
    );
  });
  it.each(['apps/v1/deployments', 'v1/pods', 'discovery'])(
    'refuses fewer services than before when %s has never been read',
    resource => {
      const before = report({ trino: 1, minio: 1 });
      const platform = view({ trino: 1 }, partlyRead(resource));
      expect(whyNotJudge(platform, before)).toContain('cluster demo');
    },
  );
  it('refuses a platform that is suddenly empty, however well it can be read', () => {
    expect(whyNotJudge(view({}), report({ trino: 1 }))).toContain(
      'no service is known',
    );
  });
  it('refuses fewer services than before', () => {
    const before = report({ trino: 1, minio: 1 });
    expect(whyNotJudge(view({ trino: 1 }, deadCluster), before)).toContain(
      '1 services that were judged before',
    );
  });
});
