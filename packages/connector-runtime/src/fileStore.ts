import { randomBytes } from 'node:crypto';
import {
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ConnectorError } from './errors';
import type { ObjectStore } from './ports';

const DRAFT = '.draft-';

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}

/** Keeps objects as files below a folder; each is written aside, flushed, and then appears whole. */
export class FileStore implements ObjectStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = resolve(root);
  }

  #path(key: string): string {
    const path = resolve(this.#root, key);
    if (!path.startsWith(this.#root + sep)) {
      throw new ConnectorError(
        'configuration',
        `The key '${key}' leaves the folder; use a relative key without '..'.`,
      );
    }
    return path;
  }

  async #draft(path: string, bytes: Uint8Array): Promise<string> {
    await mkdir(dirname(path), { recursive: true });
    const draft = join(
      dirname(path),
      `${DRAFT}${randomBytes(8).toString('hex')}`,
    );
    const file = await open(draft, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    return draft;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(key);
    await rename(await this.#draft(path, bytes), path);
  }

  async create(key: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(key);
    const draft = await this.#draft(path, bytes);
    try {
      await link(draft, path);
    } catch (cause) {
      if (codeOf(cause) === 'EEXIST') {
        throw new ConnectorError(
          'conflict',
          `${key} exists already; another run is at work, let it end.`,
          cause,
        );
      }
      throw cause;
    } finally {
      await rm(draft, { force: true });
    }
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(key));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  async list(prefix: string): Promise<string[]> {
    const entries = await readdir(this.#root, {
      recursive: true,
      withFileTypes: true,
    }).catch(error => {
      if (codeOf(error) === 'ENOENT') {
        return [];
      }
      throw error;
    });
    return entries
      .filter(entry => entry.isFile() && !entry.name.startsWith(DRAFT))
      .map(entry =>
        relative(this.#root, join(entry.parentPath, entry.name))
          .split(sep)
          .join('/'),
      )
      .filter(key => key.startsWith(prefix))
      .sort();
  }

  async remove(key: string): Promise<void> {
    await rm(this.#path(key), { force: true });
  }
}
