/**
 * The peer's side: its published provider and its own fetcher, before the same catalog that only remembers.
 * What Backstage gives it is stood in for by the least that works: a discovery that knows one address, tokens
 * that are words, a cache in memory, and a schedule that runs when it is told to.
 */
import { ConfigReader } from '@backstage/config';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { answerCalls } from '../childCalls';
import { CatalogRecorder } from './CatalogRecorder';
import { quietLogger as logger } from './quietLogger';
import { readUsage } from './readUsage';
import { SideCalls, SideRequest } from './sideCalls';

interface PeerProvider {
  connect(connection: CatalogRecorder): Promise<void>;
}

const recorder = new CatalogRecorder();
let runSchedule: () => Promise<void> = async () => undefined;

/** Only what the comparison is about: the peer's defaults, without the kinds of Crossplane that nobody has here. */
const config = new ConfigReader({
  kubernetesIngestor: {
    components: { enabled: true },
    crossplane: { enabled: false },
    kro: { enabled: false },
  },
});

function createCache() {
  const kept = new Map<string, string>();
  return {
    async get(key: string) {
      const text = kept.get(key);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(key: string, value: unknown) {
      kept.set(key, JSON.stringify(value));
    },
    async delete(key: string) {
      kept.delete(key);
    },
  };
}

/** Its modules, which are loaded before anything is measured, as the portal's are. */
function loadPeer() {
  const [folder] = process.argv.slice(2);
  const load = createRequire(join(folder, 'package.json'));
  const main = load.resolve('@terasky/backstage-plugin-kubernetes-ingestor');
  const { KubernetesEntityProvider: Provider } = load(main);
  const { DefaultKubernetesResourceFetcher: Fetcher } = load(
    join(dirname(main), 'services', 'KubernetesResourceFetcher.cjs.js'),
  );
  return { Provider, Fetcher };
}

const peer = loadPeer();

function createPeer(base: string): PeerProvider {
  const fetcher = new peer.Fetcher(
    { getBaseUrl: async (plugin: string) => `${base}/${plugin}` },
    {
      getOwnServiceCredentials: async () => ({}),
      getPluginRequestToken: async () => ({ token: 'bench' }),
    },
  );
  const schedule = {
    async run({ fn }: { fn: () => Promise<void> }) {
      runSchedule = fn;
    },
  };
  return new peer.Provider(
    schedule,
    logger,
    config,
    fetcher,
    {},
    createCache(),
  );
}

async function start({ place, entities }: SideRequest) {
  const began = performance.now();
  const provider = createPeer(place.proxy);
  await provider.connect(recorder);
  await runSchedule();
  const milliseconds = performance.now() - began;
  const { length } = recorder.held.names;
  if (length < entities)
    throw new Error(`The peer brought ${length} of ${entities} entities.`);
  return { milliseconds };
}

answerCalls<SideCalls>({
  start,
  sync: async () => {
    await runSchedule();
    return undefined;
  },
  written: () => recorder.takeWritten(),
  held: () => recorder.held,
  usage: () => readUsage(),
  doubts: () => [],
  index: () => {
    throw new Error('The peer has no index.');
  },
});
