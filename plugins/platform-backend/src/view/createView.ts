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
import { PlatformStores } from '../store/PlatformStores';

/** What is known at one moment. */
export interface KnownPlatform extends Omit<ServicesView, 'services'> {
  /** Seen ones in their order, then those that are remembered and cannot be seen. */
  services: readonly ListedService[];
  /** Planned and active. */
  declarations: readonly RecordedDeclaration[];
  remembered: ReadonlyMap<string, RememberedService>;
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

/** Makes the view. */
export function createView(options: ViewOptions): PlatformView {
  const { services, stores, now } = options;
  let memory:
    | { at: number; value: Promise<Map<string, RememberedService>> }
    | undefined;
  const readMemory = () => {
    if (!memory || now() - memory.at >= MEMORY_FRESH_MS) {
      const value = stores.memory.list();
      memory = { at: now(), value };
      value.catch(() => {
        memory = undefined;
      });
    }
    return memory.value;
  };
  return {
    async current() {
      const [remembered, declarations] = await Promise.all([
        readMemory(),
        stores.declarations.list({ endsAfter: new Date(now()) }),
      ]);
      const view = services.current();
      const recalled = recallServices({
        seen: view.services,
        remembered: [...remembered.values()],
        clusters: view.clusters,
      });
      const all: ListedService[] = [...view.services, ...recalled];
      return {
        ...view,
        services: applyDeclarations(all, declarations, now()),
        declarations,
        remembered,
      };
    },
  };
}

/** Every id under which a service was or is known. */
export function idsOf({ id, formerIds }: ListedService): string[] {
  return [id, ...formerIds];
}
