/**
 * The portal's side: the inventory, the grouping, and the catalog's provider, wired as the backend wires
 * them, before a catalog that only remembers. Probes are off: the peer asks no service for its health.
 */
import { ServiceProvider } from '@254carbon/backstage-plugin-catalog-backend-module-platform';
import {
  groupServices,
  indexObjects,
  PROFILES,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ClusterConfig,
  createDoor,
  createInventory,
  createPlatformServices,
  InventorySnapshot,
} from '@254carbon/backstage-plugin-platform-node';
import { answerCalls } from '../childCalls';
import { CatalogRecorder } from './CatalogRecorder';
import { quietLogger as logger } from './quietLogger';
import { readUsage } from './readUsage';
import { SideCalls, SideRequest } from './sideCalls';

/** As the module's schedule does. */
const APPLY_EVERY_MS = 60_000;

const HASTY = {
  rediscover: 1_000,
  relistHeld: 500,
  confirmAfter: 1_000,
  poll: 500,
  backoffMax: 1_000,
};

const recorder = new CatalogRecorder();
let look: () => Pick<InventorySnapshot, 'objects' | 'caveats'> = () => ({
  objects: [],
  caveats: [],
});

function openInventory({ place, hasten }: SideRequest) {
  const { url, token } = place.cluster;
  const clusters: ClusterConfig[] = [
    {
      name: 'bench',
      url,
      credential: { type: 'token', token },
      skipTlsVerify: false,
    },
  ];
  const probes = { intervalMs: 30_000, timeoutMs: 3_000, concurrency: 4 };
  const door = createDoor({
    config: {
      clusters,
      routes: new Map([['bench', { type: 'none' }]]),
      hosts: new Map(),
      probes,
    },
  });
  const timings = hasten ? HASTY : {};
  const inventory = createInventory({ clusters, door, logger, timings });
  const services = createPlatformServices({
    inventory,
    door,
    probes,
    profiles: PROFILES,
    logger,
  });
  return { inventory, services };
}

async function start(request: SideRequest) {
  const began = performance.now();
  const { inventory, services } = openInventory(request);
  look = () => inventory.snapshot();
  const provider = new ServiceProvider({
    services,
    logger,
    readHeld: async () => [],
  });
  await provider.connect(recorder);
  inventory.start();
  services.start();
  setInterval(() => void provider.apply(), APPLY_EVERY_MS);
  await recorder.until(request.entities);
  return { milliseconds: performance.now() - began };
}

/** Indexes and groups from nothing: copies, because what is the same thing as before is not looked at again. */
function index() {
  const objects = look().objects.map(each => ({
    ...each,
    object: { ...each.object },
  }));
  const profiles = [...PROFILES];
  const began = performance.now();
  const indexed = indexObjects(objects);
  const between = performance.now();
  groupServices({ objects: indexed, profiles });
  const ended = performance.now();
  return {
    indexMs: between - began,
    groupMs: ended - between,
    objects: objects.length,
  };
}

answerCalls<SideCalls>({
  start,
  sync: () => undefined,
  written: () => recorder.takeWritten(),
  held: () => recorder.held,
  usage: () => readUsage(),
  doubts: () => [...look().caveats],
  index,
});
