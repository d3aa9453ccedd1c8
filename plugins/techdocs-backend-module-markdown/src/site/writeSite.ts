import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { SiteFolder } from './readSiteSource';

interface WriteSiteOptions {
  outputDir: string;
  folder: SiteFolder;
  written: ReadonlyMap<string, string>;
  metadata: {
    siteName: string;
    siteDescription: string;
    etag?: string;
    buildTimestamp: number;
  };
}

async function writeText(
  outputDir: string,
  path: string,
  text: string,
): Promise<void> {
  const target = resolveSafeChildPath(outputDir, path);
  await fs.mkdir(dirname(target), { recursive: true });
  await fs.writeFile(target, text);
}

/**
 * Writes the generated files, copies the others and leaves `techdocs_metadata.json`, without which the reader shows
 * no title and no search box. The etag in it spares the next build when nothing has changed.
 */
export async function writeSite(options: WriteSiteOptions): Promise<void> {
  const { outputDir, folder, written, metadata } = options;
  for (const [path, text] of written) {
    await writeText(outputDir, path, text);
  }
  for (const path of folder.files.filter(file => !written.has(file))) {
    const target = resolveSafeChildPath(outputDir, path);
    await fs.mkdir(dirname(target), { recursive: true });
    await fs.copyFile(join(folder.docsDir, path), target);
  }
  const files = [
    ...new Set([...written.keys(), ...folder.files, 'techdocs_metadata.json']),
  ].sort();
  await writeText(
    outputDir,
    'techdocs_metadata.json',
    JSON.stringify({
      site_name: metadata.siteName,
      site_description: metadata.siteDescription,
      build_timestamp: metadata.buildTimestamp,
      ...(metadata.etag ? { etag: metadata.etag } : {}),
      files,
    }),
  );
}
