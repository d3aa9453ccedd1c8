import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import {
  TechdocsGenerator,
  type GeneratorRunOptions,
} from '@backstage/plugin-techdocs-node';
import { buildSite } from './site/buildSite';
import { readPages, readSiteFolder } from './site/readSiteSource';
import { loadStylesheet } from './site/stylesheet';
import { writeSite } from './site/writeSite';

/**
 * TechDocs without Python or Docker: reads the same sources as MkDocs, writes the same files, in this process.
 *
 * It extends the stock generator only because the extension point asks for that class; nothing of the parent's `run()` is
 * used, so `techdocs.generator.*` has no effect. No theme, plugin or template of the author's is ever executed.
 */
export class MarkdownTechdocsGenerator extends TechdocsGenerator {
  readonly #now: () => number;

  constructor(options: {
    logger: LoggerService;
    config: Config;
    now?: () => number;
  }) {
    super({
      logger: options.logger,
      config: options.config,
      scmIntegrations: ScmIntegrations.fromConfig(options.config),
    });
    this.#now = options.now ?? Date.now;
  }

  /**
   * Builds the site in `inputDir` into `outputDir`. Mistakes that leave a usable site (a dead link, say) become
   * warnings in the reader's build log.
   * @throws InputError with the cure when there is no site to build.
   */
  override async run(options: GeneratorRunOptions): Promise<void> {
    const folder = await readSiteFolder(options.inputDir);
    const stylesheet = await loadStylesheet();
    const siteName =
      folder.config.siteName ?? options.siteOptions?.name ?? 'Documentation';
    const { written, warnings } = await buildSite({
      config: folder.config,
      siteName,
      pages: await readPages(folder),
      files: folder.files,
      stylesheet: stylesheet.path,
    });
    for (const path of folder.skippedLinks) {
      options.logger.warn(`${path} is a symbolic link and is left out.`);
    }
    for (const warning of warnings) {
      options.logger.warn(warning);
    }
    await writeSite({
      outputDir: options.outputDir,
      folder,
      written: new Map([...written, [stylesheet.path, stylesheet.css]]),
      metadata: {
        siteName,
        siteDescription: folder.config.siteDescription,
        etag: options.etag,
        buildTimestamp: this.#now(),
      },
    });
    options.logger.info(
      `Built ${folder.pages.length} pages with ${warnings.length} warnings.`,
    );
  }
}
