/**
 * Where plugins keep what they know. On PostgreSQL nothing is ours to say. SQLite is told to write ahead: as it comes it waits for the disk
 * several times in each of the thousand small transactions of a start, and meanwhile nobody is answered, since it does so on
 * the process's only thread. Written ahead, a transaction is one append that the system brings to the disk in its own time. A portal that is
 * killed loses nothing; a machine that loses power may lose the last seconds, and never ends with a broken file
 * (https://www.sqlite.org/wal.html).
 */
import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';

/** Backstage's database service; SQLite files write ahead. */
export const database = createServiceFactory({
  service: coreServices.database,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.lifecycle,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
    rootLifecycle: coreServices.rootLifecycle,
    rootLogger: coreServices.rootLogger,
  },
  createRootContext: ({ config, rootLifecycle, rootLogger }) =>
    DatabaseManager.fromConfig(config, { rootLifecycle, rootLogger }),
  factory({ plugin, lifecycle, logger }, manager) {
    const own = manager.forPlugin(plugin.getId(), { lifecycle, logger });
    return {
      ...own,
      async getClient() {
        const client = await own.getClient();
        // The file remembers it, so that asking again, as each module of a plugin does, changes nothing. What is in memory stays there.
        if (client.client.config.client === 'better-sqlite3') {
          await client.raw('PRAGMA journal_mode = WAL');
          await client.raw('PRAGMA synchronous = NORMAL');
        }
        return client;
      },
    };
  },
});
