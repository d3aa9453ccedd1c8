/**
 * Twenty faults of the matrix, and five hundred edits, through a real catalog. The whole matrix runs at the readers
 * (platform-node, `inventory/faults.test.ts`) and at the builder (`builder.test.ts`), where a case takes a moment.
 */
import { RunningPlatform, startPlatform } from '@254carbon/platform-simulator';
import { FaultName } from './__testUtils__/createFaultyDoor';
import { startPortal, TestPortal, until } from './__testUtils__/startPortal';
import { buildServiceEntities } from './build/buildServiceEntities';

jest.setTimeout(600_000);

/** That something cannot be read is told late here: see `standing.test.ts` for what is written then. */
const LATE = { catalog: { providers: { platform: { staleAfter: '1h' } } } };

/** Where no cluster fails, none is silent because this process gets no processor. */
const CALM = { stall: 90_000, rediscover: 600_000, pulse: 600_000 };

const CASES: [FaultName, string][] = [
  ['403', 'deployments'],
  ['403', 'services'],
  ['403', 'kafkas'],
  ['500', 'statefulsets'],
  ['500', 'pods'],
  ['503', 'deployments'],
  ['503', 'namespaces'],
  ['503', 'daemonsets'],
  ['timeout', 'deployments'],
  ['truncated', 'statefulsets'],
  ['truncated', 'ingresses'],
  ['truncated', 'replicasets'],
  ['empty', 'deployments'],
  ['empty', 'statefulsets'],
  ['empty', 'strimzipodsets'],
  ['410', 'deployments'],
  ['410', 'services'],
  ['discovery-down', 'deployments'],
  ['stalled', 'deployments'],
  ['stalled', 'statefulsets'],
];

describe('through a real catalog', () => {
  let platform: RunningPlatform;
  let portal: TestPortal;
  const written = () =>
    portal.counters
      .read()
      .find(({ name }) => name === 'platform_catalog_mutations_total')?.value ??
    0;
  const failures = (resource: string) =>
    portal.inventory
      .snapshot()
      .clusters.flatMap(({ kinds }) => kinds)
      .filter(
        kind =>
          kind.resource.endsWith(`/${resource}`) ||
          ['discovery', 'api-server'].includes(kind.resource),
      )
      .flatMap(({ reason, held }) => reason ?? held?.reason ?? []);
  const isWell = () => {
    const { clusters, caveats } = portal.inventory.snapshot();
    return (
      clusters.every(({ phase, whole }) => phase === 'reading' && whole) &&
      caveats.length === 0
    );
  };

  beforeAll(async () => {
    platform = await startPlatform({ bookmarkMs: 300 });
    portal = await startPortal({ platforms: { demo: platform }, data: LATE });
    await until(
      'the services',
      async () => (await portal.readNames()).length > 20,
    );
    await until('every kind', isWell);
    // It is counted once the database holds it: a moment after it can be read.
    await until('the first write', () => written() > 0);
  });
  afterAll(async () => {
    await portal.stop();
    await platform.close();
  });

  it.each(CASES)(
    '%s of %s removes nothing, is told, and costs no write when it is over',
    async (fault, resource) => {
      const before = await portal.readOffered();
      const mutations = written();
      const stalls = () =>
        portal.counters
          .read()
          .filter(
            ({ name, labels }) =>
              name === 'platform_read_stalls_total' &&
              labels.resource.endsWith(`/${resource}`),
          )
          .reduce((sum, { value }) => sum + value, 0);
      const stalled = stalls();
      portal.faults.breakKind(resource, fault);
      await until('the fault to be noticed', () =>
        fault === 'stalled' || fault === 'timeout'
          ? stalls() > stalled
          : failures(resource).length > 0,
      );
      for (const reason of failures(resource)) {
        expect(reason).toMatch(/^(Cluster demo|discovery).*[;:,] .*\.$/);
      }
      expect(await portal.readOffered()).toEqual(before);
      portal.faults.mend();
      await until('recovery', isWell, 120_000);
      expect(await portal.readOffered()).toEqual(before);
      expect(written()).toBe(mutations);
    },
  );

  it('loses none of five hundred random edits', async () => {
    const DEPLOYMENTS = { group: 'apps', plural: 'deployments' };
    const all = platform.store
      .list(DEPLOYMENTS)
      .filter(({ metadata }) => metadata.namespace === 'data-platform');
    let seed = 254;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
    const extra: string[] = [];
    for (let edit = 0; edit < 500; edit += 1) {
      const kind = random(10);
      if (kind === 0 || (kind === 1 && extra.length === 0)) {
        const name = `extra-${edit}`;
        extra.push(name);
        const labels = { app: name };
        platform.store.create(DEPLOYMENTS, {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name, namespace: 'data-platform', labels },
          spec: {
            replicas: 0,
            selector: { matchLabels: labels },
            template: {
              metadata: { labels },
              spec: { containers: [{ name, image: `example/${name}:1` }] },
            },
          },
        });
      } else if (kind === 1) {
        const [name] = extra.splice(random(extra.length), 1);
        platform.store.delete(DEPLOYMENTS, {
          namespace: 'data-platform',
          name,
        });
      } else {
        const { namespace, name } = all[random(all.length)].metadata;
        const object = platform.store.get(DEPLOYMENTS, {
          namespace: namespace as string,
          name,
        });
        if (object) {
          platform.store.update(DEPLOYMENTS, {
            ...object,
            metadata: {
              ...object.metadata,
              annotations: {
                'argocd.argoproj.io/tracking-id': `app-${edit}:apps/Deployment:${namespace}/${name}`,
              },
            },
          });
        }
      }
      if (edit % 20 === 0) await new Promise(done => setImmediate(done));
    }
    const version = String(platform.store.currentVersion);
    expect(version).not.toBe('');
    // What the world is now, read by another portal that saw none of the edits.
    const fresh = await startPortal({
      platforms: { demo: platform },
      timings: CALM,
    });
    await until(
      'the other portal',
      async () => (await fresh.readNames()).length > 20,
    );
    const expected = buildServiceEntities(fresh.services.current());
    await fresh.stop();
    const names = expected
      .map(
        ({ kind, metadata }) =>
          `${kind.toLowerCase()}:default/${metadata.name}`,
      )
      .sort();
    const texts = expected.map(entity => JSON.stringify(entity));
    // The last edit may be one that takes something away: then nothing is missing before it arrives, but something is too much.
    await until('the last edit', async () => {
      const offered = await portal.readOffered();
      const known = new Set(offered.values());
      return (
        offered.size === names.length && texts.every(text => known.has(text))
      );
    });
    expect(await portal.readNames()).toEqual(names);
  });
});
