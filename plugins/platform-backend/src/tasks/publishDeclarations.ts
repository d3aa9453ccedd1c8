/**
 * Other plugins of this process learn what people declared: at once when it is said here, within seconds when it was said on
 * another replica. The database stays the truth; when it cannot be read, the last copy stays with the reason.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { PlatformDeclarations } from '@254carbon/backstage-plugin-platform-node';
import { DeclarationStore } from '../store/DeclarationStore';

/** Keeps the copy of this process. */
export interface DeclarationPublisher {
  /** The store; what is added or withdrawn through it is published. */
  store: DeclarationStore;
  /** Publishes what is declared now. Never throws. */
  runOnce(): Promise<void>;
}

/** Makes the publisher. `now` is milliseconds since the epoch. */
export function createDeclarationPublisher(options: {
  store: DeclarationStore;
  declarations: Pick<PlatformDeclarations, 'publish' | 'fail'>;
  logger: LoggerService;
  now: () => number;
}): DeclarationPublisher {
  const { store, declarations, logger, now } = options;
  const runOnce = async () => {
    try {
      const endsAfter = new Date(now());
      declarations.publish(await store.list({ endsAfter }));
    } catch (error) {
      logger.warn('What was declared cannot be read', error as Error);
      declarations.fail(
        'What people declared about services cannot be read at present; what is meant to be down may have changed since.',
      );
    }
  };
  return {
    runOnce,
    store: {
      list: query => store.list(query),
      find: id => store.find(id),
      async add(declaration) {
        await store.add(declaration);
        await runOnce();
      },
      async withdraw(id, who) {
        const declaration = await store.withdraw(id, who);
        await runOnce();
        return declaration;
      },
      prune: query => store.prune(query),
    },
  };
}
