/** Git's own objects, made in memory: blobs, trees, one commit, and the pack that carries them. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

type Kind = 'commit' | 'tree' | 'blob';

interface GitObject {
  kind: Kind;
  body: Buffer;
}

/** What goes into a commit. */
export interface CommitContents {
  /** Path, with `/`, to content. */
  files: ReadonlyMap<string, string>;
  message: string;
  /** Name and address, as git writes them. */
  author: string;
  /** Seconds since the epoch. */
  time: number;
}

interface Folder {
  files: Map<string, string>;
  folders: Map<string, Folder>;
}

const TYPES: Record<Kind, number> = { commit: 1, tree: 2, blob: 3 };

function sha1(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function packHeader(kind: Kind, size: number): Buffer {
  const bytes: number[] = [];
  let rest = Math.floor(size / 16);
  let byte = TYPES[kind] * 16 + (size % 16);
  while (rest > 0) {
    bytes.push(byte + 128);
    byte = rest % 128;
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, byte]);
}

/** The objects of one commit without parents. */
export class GitObjects {
  readonly #objects = new Map<string, GitObject>();
  /** Name of the commit, 40 hexadecimal digits. */
  readonly commit: string;

  constructor({ files, message, author, time }: CommitContents) {
    const root: Folder = { files: new Map(), folders: new Map() };
    for (const [path, text] of files) {
      const parts = path.split('/');
      const name = parts.pop() ?? '';
      let folder = root;
      for (const part of parts) {
        const next = folder.folders.get(part) ?? {
          files: new Map(),
          folders: new Map(),
        };
        folder.folders.set(part, next);
        folder = next;
      }
      folder.files.set(name, this.#add('blob', Buffer.from(text)));
    }
    const tree = this.#addFolder(root);
    const by = `${author} ${time} +0000`;
    const text = `tree ${tree}\nauthor ${by}\ncommitter ${by}\n\n${message}\n`;
    this.commit = this.#add('commit', Buffer.from(text));
  }

  #add(kind: Kind, body: Buffer): string {
    const id = sha1(`${kind} ${body.length}\0`, body).toString('hex');
    this.#objects.set(id, { kind, body });
    return id;
  }

  #addFolder({ files, folders }: Folder): string {
    const entries = [
      ...[...files].map(([name, id]) => ({
        mode: '100644',
        name,
        id,
        key: name,
      })),
      // Git sorts a folder as if its name ended with a slash.
      ...[...folders].map(([name, folder]) => ({
        mode: '40000',
        name,
        id: this.#addFolder(folder),
        key: `${name}/`,
      })),
    ].sort((a, b) => (a.key < b.key ? -1 : 1));
    return this.#add(
      'tree',
      Buffer.concat(
        entries.flatMap(({ mode, name, id }) => [
          Buffer.from(`${mode} ${name}\0`),
          Buffer.from(id, 'hex'),
        ]),
      ),
    );
  }

  /** All objects in git's format for transport. */
  pack(): Buffer {
    const head = Buffer.alloc(12);
    head.write('PACK');
    head.writeUInt32BE(2, 4);
    head.writeUInt32BE(this.#objects.size, 8);
    const body = [...this.#objects.values()].flatMap(
      ({ kind, body: content }) => [
        packHeader(kind, content.length),
        deflateSync(content, { level: 1 }),
      ],
    );
    const whole = Buffer.concat([head, ...body]);
    return Buffer.concat([whole, sha1(whole)]);
  }
}
