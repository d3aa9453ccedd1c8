import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import { readPrebuildConfig } from './config';
import { MarkdownTechdocsGenerator } from './MarkdownTechdocsGenerator';
import { PrebuildTask } from './prebuild/PrebuildTask';
import { ContentHashDirectoryPreparer } from './prepare/ContentHashDirectoryPreparer';

/**
 * Lets the TechDocs backend build Markdown sites in Node: a generator, a preparer for folders on disk that knows when nothing has
 * changed, and a task that builds sites before they are opened.
 */
export const techdocsModuleMarkdown = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'markdown',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        generators: techdocsGeneratorExtensionPoint,
        logger: coreServices.logger,
        preparers: techdocsPreparerExtensionPoint,
        reader: coreServices.urlReader,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        generators,
        logger,
        preparers,
        reader,
        scheduler,
      }) {
        generators.setTechdocsGenerator(
          new MarkdownTechdocsGenerator({ logger, config }),
        );
        preparers.registerPreparer(
          'dir',
          new ContentHashDirectoryPreparer({ config, reader }),
        );
        const prebuild = readPrebuildConfig(config);
        if (prebuild) {
          const task = new PrebuildTask({ auth, catalog, discovery, logger });
          await scheduler.scheduleTask({
            ...prebuild.schedule,
            id: 'techdocs-prebuild',
            fn: async signal => {
              await task.runOnce(signal);
            },
          });
        }
      },
    });
  },
});
