/** Folder of a path inside a tree; `''` is the root. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}

/** Every folder of a tree with these files, its top (`''`) included. */
export function foldersOf(paths: readonly string[]): Set<string> {
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (let at = folderOf(path); !folders.has(at); at = folderOf(at)) {
      folders.add(at);
    }
  }
  return folders;
}

/** Whether a path is the folder or lies below it. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `reference` seen from a folder, as a path of the tree; `undefined` when it leads out of the tree. */
export function resolveInTree(
  folder: string,
  reference: string,
): string | undefined {
  if (reference.startsWith('/')) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of reference.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
