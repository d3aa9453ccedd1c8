/** A DolphinScheduler of any version at an address, whose time runs faster, and the door to it. */
import {
  createDolphinScheduler,
  createServiceAnswers,
  createWorld,
  DolphinScheduler,
  readPlatformState,
  serve,
} from '@254carbon/platform-simulator';
import { createDoor } from '../../door/createDoor';
import { PlatformDoor } from '../../door/types';
import { DolphinSettings } from '../readDolphinConfig';

/** The token; it must turn up nowhere. */
export const CANARY = 'canary-6b1f0d92ce77';

const FASTER = 20;

/** The platform around the scheduler, which only reads it: a few hundred starts share one. */
const world = createWorld({ scenario: 'calm-day' });

/** A scheduler that runs. */
export interface TestScheduler {
  settings: DolphinSettings;
  door: PlatformDoor;
  dolphin: DolphinScheduler;
  /** Requests as `METHOD path`, in order. */
  requests: string[];
  close(): Promise<void>;
}

/** Starts a scheduler of a version: `3.1.9`. */
export async function startScheduler(version: string): Promise<TestScheduler> {
  const begun = Date.now();
  const clock = { now: () => begun + (Date.now() - begun) * FASTER };
  const dolphin = createDolphinScheduler({ clock });
  const state = readPlatformState(world.store, {
    tokens: { dolphinscheduler: CANARY },
    dolphin,
  });
  const image = `apache/dolphinscheduler-api:${version}`;
  const answers = createServiceAnswers({
    state: {
      ...state,
      find: (kind, namespace, name) =>
        kind === 'Deployment'
          ? {
              apiVersion: 'apps/v1',
              kind,
              metadata: { name },
              spec: { template: { spec: { containers: [{ image }] } } },
            }
          : state.find(kind, namespace, name),
    },
    clock,
  });
  const requests: string[] = [];
  const server = await serve(
    async request => {
      const { pathname, search } = new URL(request.url);
      requests.push(`${request.method} ${pathname}`);
      return answers(
        {
          namespace: 'data-platform',
          name: 'dolphinscheduler-api',
          path: `${pathname}${search}`,
        },
        request,
      );
    },
    { host: '127.0.0.1' },
  );
  const door = createDoor({
    config: {
      clusters: [],
      routes: new Map(),
      hosts: new Map([['dolphin.example.com', server.url]]),
      probes: { intervalMs: 1, timeoutMs: 1, concurrency: 1 },
    },
  });
  return {
    settings: {
      baseUrl: 'https://dolphin.example.com/dolphinscheduler',
      token: CANARY,
      headers: {},
      apiVersion: 'auto',
      project: 'Pipelines',
      tenant: 'default',
      workerGroup: 'default',
    },
    door,
    dolphin,
    requests,
    close: async () => {
      await door.close();
      await server.close();
    },
  };
}
