/** Simulated clusters without sockets, each of which can be broken kind by kind, on a clock that a test moves. */
import {
  PlatformDoor,
  WANTED_KINDS,
} from '@254carbon/backstage-plugin-platform-node';
import {
  createTestClock,
  createWorld,
  MemoryApi,
  MemoryFault,
} from '@254carbon/platform-simulator';

const MINUTE = 60_000;

/** Makes them; all hold the same platform. */
export function createWireless(names: readonly string[]) {
  const clock = createTestClock();
  const { store } = createWorld({ now: clock.now(), readClock: clock.now });
  const served = WANTED_KINDS.filter(
    ({ group, resource }) => store.list({ group, plural: resource }).length > 0,
  );
  const objects = new Map(
    served.map(({ group, resource }) => [
      resource,
      store.list({ group, plural: resource }),
    ]),
  );
  const apis = new Map(
    names.map(name => [name, new MemoryApi({ name, kinds: served, objects })]),
  );
  const door: Pick<PlatformDoor, 'cluster'> = {
    cluster: name => apis.get(name)?.connection,
  };
  return {
    clock,
    door,
    resources: served.map(({ resource }) => resource),
    apiOf(name: string): MemoryApi {
      const api = apis.get(name);
      if (!api) throw new Error(`There is no cluster ${name}.`);
      return api;
    },
    breakKind(name: string, resource: string, fault: MemoryFault) {
      apis.get(name)?.breakKind(resource, fault);
    },
    mend() {
      for (const api of apis.values()) api.mend();
    },
    /** Lets time pass; the watches that are well get their bookmarks. */
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= MINUTE) {
        for (const api of apis.values()) api.bookmark();
        await clock.advance(Math.min(left, MINUTE));
      }
    },
  };
}
