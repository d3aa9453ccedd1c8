/** The process of the platform: a generated world behind the simulator's API server, for both sides at once. */
import { ObjectStore } from '@254carbon/platform-simulator';
import { answerCalls } from '../childCalls';
import { drawNumbers } from '../world/drawNumbers';
import { generateWorld } from '../world/generateWorld';
import { createEditor } from './createEditor';
import { PlatformCalls, PlatformPlace, PlatformRequest } from './platformCalls';
import { ServedWorld, serveWorld } from './serveWorld';

const clock = { now: Date.now };

interface OpenPlatform {
  store: ObjectStore;
  editor: ReturnType<typeof createEditor>;
  served: ServedWorld;
}

function createStore(only?: readonly string[]): ObjectStore {
  const all = new ObjectStore({ clock }).types;
  return new ObjectStore({
    clock,
    types: only ? all.filter(({ plural }) => only.includes(plural)) : all,
    historyLimit: 50_000,
  });
}

async function open(
  request: PlatformRequest,
): Promise<{ platform: OpenPlatform; place: PlatformPlace }> {
  const { only, ...wanted } = request;
  const world = generateWorld(wanted);
  const store = createStore(only);
  const kinds = new Set(store.types.map(({ kind }) => kind));
  const objects = world.objects.filter(({ kind }) => kinds.has(kind));
  store.load(objects);
  const { workloads } = world;
  const draw = drawNumbers(request.seed + 1);
  const served = await serveWorld(store);
  return {
    platform: {
      store,
      served,
      editor: createEditor({ store, workloads, draw }),
    },
    place: {
      cluster: served.cluster,
      proxy: served.proxy,
      objects: objects.length,
      workloads: workloads.length,
    },
  };
}

let current: OpenPlatform | undefined;

function running(): OpenPlatform {
  if (!current) throw new Error('The platform is not open; call open first.');
  return current;
}

answerCalls<PlatformCalls>({
  async open(request) {
    const { platform, place } = await open(request);
    current = platform;
    return place;
  },
  edit: request => running().editor.edit(request),
  flip: () => running().editor.flip(),
  owners: () => running().editor.owners(),
  traffic() {
    const { portal, peer } = running().served.ports;
    return { portal: portal.bytes(), peer: peer.bytes() };
  },
  fail({ fault, restart }) {
    const { served, store, editor } = running();
    served.setFault(fault);
    if (!restart) return undefined;
    editor.touch();
    store.compact();
    served.ports.portal.cut();
    served.ports.peer.cut();
    return undefined;
  },
});
