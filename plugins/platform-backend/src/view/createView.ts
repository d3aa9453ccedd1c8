/**
 * What is known of the platform at one moment, put together: the live services of this process, what people
 * declared about them, and the last good sight of those that cannot be seen. Every route answers from here,
 * so that no two pages disagree.
 */
import {
  applyDeclarations,
  ListedService,
  RecordedDeclaration,
  recallServices,
  RememberedService,
} from '@254carbon/backstage-plugin-platform-common';
import {
  PlatformServices,
  ServicesView,
} from '@254carbon/backstage-plugin-platform-node';
import { MemoryEntry } from '../store/ServiceMemory';
import { PlatformStores } from '../store/PlatformStores';

/** What is known at one moment. */
export interface KnownPlatform extends Omit<ServicesView, 'services'> {
  /** Seen ones in their order, then those that are remembered and cannot be seen. */
  services: readonly ListedService[];
  /** Planned and active. */
  declarations: readonly RecordedDeclaration[];
  /** Every service that is remembered, seen or not. */
  remembered: ReadonlyMap<string, MemoryEntry>;
}

/** Gives what is known. */
export interface PlatformView {
  current(): Promise<KnownPlatform>;
}

/** What the view is made from. */
export interface ViewOptions {
  services: PlatformServices;
  stores: Pick<PlatformStores, 'declarations' | 'memory'>;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** What is remembered changes seldom, and is asked for by every page. */
const MEMORY_FRESH_MS = 3_000;

interface Remembered {
  index: ReadonlyMap<string, MemoryEntry>;
  /** Those that are not among the services seen. */
  unseen: readonly RememberedService[];
}

async function readMemory(
  { memory }: ViewOptions['stores'],
  { services }: ServicesView,
): Promise<Remembered> {
  const index = await memory.index();
  const seen = new Set(services.flatMap(idsOf));
  const unseen = [...index.keys()].filter(id => !seen.has(id));
  return { index, unseen: unseen.length > 0 ? await memory.read(unseen) : [] };
}

/** Makes the view. */
export function createView(options: ViewOptions): PlatformView {
  const { services, stores, now } = options;
  let last:
    | { at: number; version: number; value: Promise<Remembered> }
    | undefined;
  const remember = (view: ServicesView) => {
    const isFresh =
      last?.version === view.version && now() - last.at < MEMORY_FRESH_MS;
    if (!last || !isFresh) {
      const value = readMemory(stores, view);
      last = { at: now(), version: view.version, value };
      value.catch(() => {
        last = undefined;
      });
    }
    return last.value;
  };
  return {
    async current() {
      const view = services.current();
      const [{ index, unseen }, declarations] = await Promise.all([
        remember(view),
        stores.declarations.list({ endsAfter: new Date(now()) }),
      ]);
      const recalled = recallServices({
        seen: view.services,
        remembered: unseen,
        clusters: view.clusters,
      });
      const all: ListedService[] = [...view.services, ...recalled];
      return {
        ...view,
        services: applyDeclarations(all, declarations, now()),
        declarations,
        remembered: index,
      };
    },
  };
}

/** Every id under which a service was or is known. */
export function idsOf({
  id,
  formerIds,
}: Pick<ListedService, 'id' | 'formerIds'>): string[] {
  return [id, ...formerIds];
}
