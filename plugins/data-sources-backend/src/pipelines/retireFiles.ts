/** What a repository says when its pipeline has ended: its entities are deprecated, its scheduled job is suspended. */
import { parseAllDocuments, Document, isMap } from 'yaml';

function edit(text: string, change: (document: Document) => void): string {
  const documents = parseAllDocuments(text);
  const parsed: Document[] = Array.isArray(documents) ? documents : [];
  for (const document of parsed) {
    if (isMap(document.contents)) change(document);
  }
  return parsed.map(document => document.toString({ lineWidth: 0 })).join('');
}

function deprecate(document: Document): void {
  if (document.getIn(['kind']) === 'Component')
    document.setIn(['spec', 'lifecycle'], 'deprecated');
}

function suspend(document: Document): void {
  if (document.getIn(['kind']) === 'CronJob')
    document.setIn(['spec', 'suspend'], true);
}

/**
 * The files that change when a pipeline is retired, by path; empty when all of them say so already.
 *
 * @param files - The repository as it stands.
 */
export function retireFiles(
  files: ReadonlyMap<string, Buffer>,
): Map<string, Buffer> {
  const changed = new Map<string, Buffer>();
  for (const [path, content] of files) {
    const isDescriptor = path === 'catalog-info.yaml';
    if (!isDescriptor && !/^deploy\/.*\.ya?ml$/.test(path)) continue;
    const before = content.toString('utf8');
    const after = edit(before, isDescriptor ? deprecate : suspend);
    const isSame =
      JSON.stringify(toValues(before)) === JSON.stringify(toValues(after));
    if (!isSame) changed.set(path, Buffer.from(after));
  }
  return changed;
}

function toValues(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  return Array.isArray(documents) ? documents.map(one => one.toJS()) : [];
}
