/**
 * Starts the whole demo platform inside this process, on loopback and free ports.
 *
 * Tests, benchmarks and the demo's own process use the same function, so that what was tested is what is shown. It owns every socket
 * that it opens; `close` gives them all back.
 */
import { createControlApi } from './control';
import { connectServices } from './connectServices';
import { createCertificate } from './http/createCertificate';
import { serve } from './http/serve';
import { createIdentities, type IdentityName } from './identities';
import { createKubernetesApi } from './kubernetes/createKubernetesApi';
import type { ObjectStore } from './kubernetes/ObjectStore';
import { morningOf24October, writePodLog } from './platform';
import { createWorld, type ScenarioName, type WorldOptions } from './scenarios';

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
}

const HOST = '127.0.0.1';

/**
 * Starts the platform.
 *
 * @throws Error when a port of `portBase` is taken, naming it
 */
export async function startPlatform(
  options: StartOptions = {},
): Promise<RunningPlatform> {
  const world = createWorld(options);
  const identities = createIdentities();
  const services = await connectServices(world, {
    host: HOST,
    firstPort: options.portBase && options.portBase + 2,
  });
  const closers: (() => Promise<void>)[] = [services.close];
  const stop = world.controllers.start();
  const close = async () => {
    stop();
    world.controllers.close();
    await Promise.all(closers.splice(0).map(end => end()));
  };
  try {
    // The machine's own clock: a certificate is judged by the client's.
    const certificate = await createCertificate({ now: Date.now() });
    const kubernetes = await serve(
      createKubernetesApi({
        store: world.store,
        clock: world.clock,
        identities: Object.values(identities),
        faults: world.fault,
        serviceProxy: services.answer,
        podLogs: reference =>
          writePodLog(reference, {
            condition: world.current().world.condition ?? morningOf24October,
            now: world.clock.now(),
          }),
      }),
      { host: HOST, port: options.portBase, tls: certificate },
    );
    closers.push(kubernetes.close);
    const control = await serve(createControlApi(world), {
      host: HOST,
      port: options.portBase && options.portBase + 1,
    });
    closers.push(control.close);
    const { portal, operator, viewer, limited } = identities;
    return {
      kubernetes: {
        url: kubernetes.url,
        caData: certificate.caData,
        tokens: {
          portal: portal.token,
          operator: operator.token,
          viewer: viewer.token,
          limited: limited.token,
        },
      },
      hosts: services.hosts,
      control: { url: control.url },
      store: world.store,
      setScenario: world.setScenario,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
