import { promises as fs } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isMarkdown } from './pagePaths';
import { readMkdocsConfig, type MkdocsConfig } from './readMkdocsConfig';

/**
 * The only code that reads an author's folder. The folder may come from anybody's repository, so: docs_dir must stay
 * inside it, symbolic links are never followed (one of them could publish a file of the backend's host), hidden files
 * and `node_modules` are not documentation, and there is an upper bound to what is read.
 */

const MAX_FILES = 20_000;
const CONFIG_NAMES = ['mkdocs.yml', 'mkdocs.yaml'];
const NOT_DOCUMENTATION = new Set(['node_modules']);

/** What a documentation folder contains. */
export interface SiteFolder {
  config: MkdocsConfig;
  /** The text of mkdocs.yml, empty when there is none. */
  configText: string;
  /** Absolute path of docs_dir. */
  docsDir: string;
  /** Paths of Markdown pages, relative to docs_dir, with `/`, sorted. */
  pages: string[];
  /** Paths of all other files, likewise. */
  files: string[];
  /** Symbolic links that were left out. */
  skippedLinks: string[];
}

async function readConfigText(inputDir: string): Promise<string> {
  for (const name of CONFIG_NAMES) {
    const path = join(inputDir, name);
    const stat = await fs.lstat(path).catch(() => undefined);
    if (stat?.isFile()) {
      return fs.readFile(path, 'utf8');
    }
  }
  return '';
}

async function isDirectory(path: string): Promise<boolean> {
  const stat = await fs.lstat(path).catch(() => undefined);
  return stat?.isDirectory() ?? false;
}

async function findDocsDir(
  inputDir: string,
  config: MkdocsConfig,
): Promise<string> {
  const docsDir = join(inputDir, config.docsDir ?? 'docs');
  const [realInput, realDocs] = await Promise.all([
    fs.realpath(inputDir),
    fs.realpath(docsDir).catch(() => docsDir),
  ]);
  if (!isChildPath(inputDir, docsDir) || !isChildPath(realInput, realDocs)) {
    throw new InputError(
      `docs_dir (${config.docsDir}) must stay inside the folder of mkdocs.yml; name a folder below it.`,
    );
  }
  if (await isDirectory(docsDir)) {
    return docsDir;
  }
  if (config.docsDir === undefined) {
    // A folder of plain Markdown without any mkdocs.yml is a site too.
    return inputDir;
  }
  throw new InputError(
    `docs_dir (${config.docsDir}) is not there; create it or name the right folder in mkdocs.yml.`,
  );
}

async function listFiles(folder: SiteFolder, directory: string): Promise<void> {
  const entries = await fs.readdir(directory, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const absolute = join(directory, entry.name);
    const path = relative(folder.docsDir, absolute).split(sep).join('/');
    if (entry.name.startsWith('.') || NOT_DOCUMENTATION.has(entry.name)) {
      continue;
    }
    if (entry.isSymbolicLink()) {
      folder.skippedLinks.push(path);
    } else if (entry.isDirectory()) {
      await listFiles(folder, absolute);
    } else if (entry.isFile()) {
      (isMarkdown(entry.name) ? folder.pages : folder.files).push(path);
    }
    if (folder.pages.length + folder.files.length > MAX_FILES) {
      throw new InputError(
        `docs_dir holds more than ${MAX_FILES} files; point docs_dir at the documentation only.`,
      );
    }
  }
}

/**
 * Lists a documentation folder and reads its mkdocs.yml.
 * @throws InputError with the cure when the configuration is wrong or docs_dir is missing or outside.
 */
export async function readSiteFolder(inputDir: string): Promise<SiteFolder> {
  const configText = await readConfigText(inputDir);
  const config = readMkdocsConfig(configText);
  const docsDir = await findDocsDir(inputDir, config);
  const folder: SiteFolder = {
    config,
    configText,
    docsDir,
    pages: [],
    files: [],
    skippedLinks: [],
  };
  await listFiles(folder, docsDir);
  return folder;
}

/** The text of every page. */
export async function readPages(
  folder: SiteFolder,
): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const path of folder.pages) {
    pages.set(path, await fs.readFile(join(folder.docsDir, path), 'utf8'));
  }
  return pages;
}
