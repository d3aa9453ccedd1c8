/*
 * A registered template with the files beside it, as the scaffolder's own engine takes them for a dry run. Only what the
 * catalog names is read: a folder of this machine when the portal's configuration registered it from there, else an address
 * through the portal's readers.
 */
import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** A file, by its path from the template's folder. */
export interface TemplateFile {
  path: string;
  content: Buffer;
}

/** A template with what its steps may read. */
export interface ReadTemplate {
  entity: Entity;
  files: TemplateFile[];
}

/** The scaffolder takes 10 MiB of base64; more is no template. */
const MOST_BYTES = 6 * 1024 * 1024;
/** What no step reads: `golden` is what the portal's templates are expected to write. */
const PASSED_OVER = /^(\.git|node_modules|golden)(\/|$)/;

async function readFolder(folder: string): Promise<TemplateFile[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files: TemplateFile[] = [];
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const path = relative(folder, full).split(sep).join('/');
    // A link is not followed: it may lead out of the folder.
    if (!entry.isFile() || PASSED_OVER.test(path)) continue;
    if ((await stat(full)).size > MOST_BYTES) throw tooLarge();
    files.push({ path, content: await readFile(full) });
  }
  return files;
}

function tooLarge(): InputError {
  return new InputError(
    'The template has more than 6 MiB of files, which no preview takes; remove what its steps do not need.',
  );
}

function locationOf(entity: Entity): { type: string; target: string } {
  const annotations = entity.metadata.annotations ?? {};
  const ref =
    annotations[ANNOTATION_LOCATION] ?? annotations[ANNOTATION_SOURCE_LOCATION];
  if (!ref) {
    throw new NotFoundError(
      `The template ${entity.metadata.name} does not say where it comes from; register it from a file or an address.`,
    );
  }
  return parseLocationRef(ref);
}

async function readFrom(
  entity: Entity,
  reader: UrlReaderService,
): Promise<TemplateFile[]> {
  const { type, target } = locationOf(entity);
  if (type === 'file') return readFolder(dirname(target));
  if (type !== 'url') {
    throw new InputError(
      `Templates of the kind of location "${type}" cannot be previewed; register it from an address.`,
    );
  }
  const tree = await reader.readTree(new URL('.', target).toString());
  const files: TemplateFile[] = [];
  for (const file of await tree.files()) {
    if (PASSED_OVER.test(file.path)) continue;
    files.push({ path: file.path, content: Buffer.from(await file.content()) });
  }
  return files;
}

/**
 * Reads the files of a template.
 *
 * @throws NotFoundError or InputError with the cure when they cannot be read.
 */
export async function readTemplate(
  entity: Entity,
  reader: UrlReaderService,
): Promise<ReadTemplate> {
  const files = await readFrom(entity, reader);
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  if (bytes > MOST_BYTES) throw tooLarge();
  return { entity, files };
}
