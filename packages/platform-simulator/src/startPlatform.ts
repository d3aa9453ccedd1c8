/**
 * Starts the whole demo platform inside this process, on loopback and free ports.
 *
 * Tests, benchmarks and the demo's own process use the same function, so that what was tested is what is shown. It owns every socket
 * that it opens; `close` gives them all back.
 */
import { randomBytes } from 'node:crypto';
import { createControlApi } from './control';
import { connectServices, type ConnectedServices } from './connectServices';
import { createCertificate } from './http/createCertificate';
import { serve } from './http/serve';
import { createIdentities, type IdentityName } from './identities';
import { createKubernetesApi } from './kubernetes/createKubernetesApi';
import type { ObjectStore } from './kubernetes/ObjectStore';
import { morningOf24October, writePodLog } from './platform';
import {
  createWorld,
  type ScenarioName,
  type World,
  type WorldOptions,
} from './scenarios';
import type { StorageAddresses } from './storage';

/** Where everything listens. */
export interface PlatformAddresses {
  kubernetes: {
    /** `https://127.0.0.1:<port>`. */
    url: string;
    /** The certificate in base64, as a kubeconfig and Backstage's `caData` take it. */
    caData: string;
    tokens: Record<IdentityName, string>;
  };
  /** Real host (and port, for TCP) to where it is simulated. */
  hosts: Record<string, string>;
  control: { url: string };
  /** The object store, the table catalog and the query engine, with the credentials of this start. */
  lake: StorageAddresses;
  /** What the portal brings to systems that want to know who asks: Grafana's and DolphinScheduler's tokens. */
  serviceTokens: Record<'grafana' | 'dolphinscheduler', string>;
}

/** The platform while it runs. */
export interface RunningPlatform extends PlatformAddresses {
  /** The objects; writing here is seen by watchers. */
  store: ObjectStore;
  /** Changes the world; watchers get the difference. */
  setScenario(name: ScenarioName): void;
  /** Closes every socket, open watches included. */
  close(): Promise<void>;
}

/** Options of {@link startPlatform}. */
export interface StartOptions extends WorldOptions {
  /** First of the ports to take, one after another. Default: free ones. */
  portBase?: number;
  /** Milliseconds between two bookmarks of a quiet watch. Default: 15 s. */
  bookmarkMs?: number;
  /** Folders `node_modules` from which a workflow's programs get the packages that their lockfiles name. Default: the simulator's own. */
  nodeModules?: readonly string[];
}

const HOST = '127.0.0.1';

const createToken = () => randomBytes(16).toString('hex');

/**
 * Starts the platform.
 *
 * @throws Error when a port of `portBase` is taken, naming it
 */
export async function startPlatform(
  options: StartOptions = {},
): Promise<RunningPlatform> {
  const world = createWorld(options);
  const serviceTokens = {
    grafana: `glsa_${createToken()}`,
    dolphinscheduler: createToken(),
  };
  const opened: { close(): Promise<void> }[] = [];
  const stops = [world.controllers.start(), world.operators.start()];
  const close = async () => {
    stops.forEach(stop => stop());
    world.controllers.close();
    await Promise.all(opened.splice(0).map(one => one.close()));
  };
  const portAt = (index: number) =>
    options.portBase && options.portBase + index;
  try {
    const services = await connectServices(world, {
      host: HOST,
      tokens: serviceTokens,
      firstPort: portAt(2),
      nodeModules: options.nodeModules,
    });
    opened.push(services);
    const kubernetes = await serveKubernetes(world, services, {
      port: portAt(0),
      bookmarkMs: options.bookmarkMs,
    });
    opened.push(kubernetes.listener);
    const control = await serve(createControlApi(world), {
      host: HOST,
      port: portAt(1),
    });
    opened.push(control);
    return {
      kubernetes: kubernetes.address,
      hosts: services.hosts,
      control: { url: control.url },
      lake: services.lake,
      serviceTokens,
      store: world.store,
      setScenario: world.setScenario,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serveKubernetes(
  world: World,
  services: ConnectedServices,
  options: { port: number | undefined; bookmarkMs: number | undefined },
) {
  const { port, bookmarkMs } = options;
  const { portal, operator, viewer, limited } = createIdentities();
  // The machine's own clock: a certificate is judged by the client's.
  const certificate = await createCertificate({ now: Date.now() });
  const handler = createKubernetesApi({
    store: world.store,
    clock: world.clock,
    identities: [portal, operator, viewer, limited],
    faults: world.fault,
    bookmarkMs,
    serviceProxy: services.answer,
    podLogs: reference =>
      writePodLog(reference, {
        condition: world.current().world.condition ?? morningOf24October,
        now: world.clock.now(),
      }),
  });
  const listener = await serve(handler, { host: HOST, port, tls: certificate });
  const address: PlatformAddresses['kubernetes'] = {
    url: listener.url,
    caData: certificate.caData,
    tokens: {
      portal: portal.token,
      operator: operator.token,
      viewer: viewer.token,
      limited: limited.token,
    },
  };
  return { listener, address };
}
