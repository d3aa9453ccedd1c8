import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readSiteFolder } from '../site/readSiteSource';
import { loadStylesheet } from '../site/stylesheet';

/** Raise it when the written HTML changes, so that sites built by an older version are built again. */
const FORMAT = '3';

/**
 * A digest of everything that a site is built from: mkdocs.yml, each published file, our stylesheet, the version of our HTML.
 * Same digest, same site.
 * @throws InputError when the folder holds no site.
 */
export async function hashSiteFolder(directory: string): Promise<string> {
  const folder = await readSiteFolder(directory);
  const hash = createHash('sha256');
  const stylesheet = await loadStylesheet();
  hash.update(`${FORMAT}\0${stylesheet.path}\0${folder.configText}\0`);
  for (const path of [...folder.pages, ...folder.files]) {
    hash.update(`${path}\0`);
    await pipeline(
      createReadStream(join(folder.docsDir, path)),
      async chunks => {
        for await (const chunk of chunks) {
          hash.update(chunk as Buffer);
        }
      },
    );
    hash.update('\0');
  }
  return `sha256-${hash.digest('hex')}`;
}
