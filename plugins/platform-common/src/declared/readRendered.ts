/**
 * What a program made of a kustomization or a chart, led back to what people wrote. Helm names the template of each object;
 * Kustomize does not, so the object is looked for among the files that were taken up, by kind and name, as it was or with
 * something put before or behind its name.
 */
import { asObject, asObjects, asText, asTexts } from '../kubernetes';
import { isKustomizationPath } from './planTree';
import { parseYaml } from './parseYaml';
import { ParsedManifestFile } from './parseFile';
import { FoundInFile, readObjects } from './readObjects';
import { splitDocuments } from './splitDocuments';
import { folderOf, resolveInTree } from './treePath';
import { ManifestProblem } from './types';

/** The output of one run of a program. */
export interface RenderedOutput {
  by: 'kustomize' | 'helm';
  /** Folder of the kustomization or chart. */
  folder: string;
  /** Namespace of the release. */
  namespace?: string;
  /** File that stands for the whole: the kustomization, `Chart.yaml`. */
  path: string;
  /** Files that were taken up. */
  files: readonly string[];
  output: string;
}

/** An object of the output, and where it was written. */
export interface RenderedObject extends FoundInFile {
  path: string;
}

interface Written {
  kind: string;
  name: string;
  path: string;
  line: number;
}

/** What a program prints is no file, so that no name of a file is a reason to pass over it. */
const OUTPUT = '';

const GENERATORS: Readonly<Record<string, string>> = {
  configMapGenerator: 'ConfigMap',
  secretGenerator: 'Secret',
};

const SOURCE = /^# Source: [^/\n]+\/(\S+)$/m;

/** What a kustomization generates, under the names that it gives them before it adds their digests. */
function generatedIn({ path, documents }: ParsedManifestFile): Written[] {
  const [document] = isKustomizationPath(path) ? documents : [];
  if (!document) return [];
  return Object.entries(GENERATORS).flatMap(([field, kind]) =>
    asObjects(asObject(document.value)[field]).flatMap(({ name }, at) =>
      typeof name === 'string'
        ? [{ kind, name, path, line: document.lineAt([field, at]) }]
        : [],
    ),
  );
}

/** Files that a kustomization changes objects with: what they hold looks like the object, and is a part of it. */
function patchesIn({ path, documents }: ParsedManifestFile): string[] {
  const [document] = isKustomizationPath(path) ? documents : [];
  const root = asObject(document?.value);
  const named = [
    ...asTexts(root.patchesStrategicMerge),
    ...[root.patches, root.patchesJson6902].flatMap(list =>
      asObjects(list).flatMap(one => asText(one.path) ?? []),
    ),
  ];
  return named.flatMap(one => resolveInTree(folderOf(path), one) ?? []);
}

function writtenIn(
  files: readonly string[],
  parsed: ReadonlyMap<string, ParsedManifestFile>,
): Written[] {
  const patches = new Set(
    files.flatMap(path => {
      const file = parsed.get(path);
      return file ? patchesIn(file) : [];
    }),
  );
  return files.flatMap(path => {
    if (patches.has(path)) return [];
    const file = parsed.get(path);
    if (!file) return [];
    const objects = readObjects(file).objects.map(({ object, line }) => ({
      kind: object.kind,
      name: object.metadata.name,
      path,
      line,
    }));
    return [...objects, ...generatedIn(file)];
  });
}

function findWritten(
  written: readonly Written[],
  { kind, metadata }: FoundInFile['object'],
): Written | undefined {
  const same = written.filter(one => one.kind === kind);
  const exact = same.find(one => one.name === metadata.name);
  if (exact) return exact;
  const parts = same.filter(one =>
    `-${metadata.name}-`.includes(`-${one.name}-`),
  );
  return parts.sort((a, b) => b.name.length - a.name.length).at(0);
}

function lineOfKind(text: string, kind: string, occurrence: number): number {
  let seen = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (!/^kind:/.test(line) || !line.includes(kind)) continue;
    if (seen === occurrence) return index + 1;
    seen += 1;
  }
  return 1;
}

/** Where to look for a mistake of an output, whose own lines are nobody's: the template, at the kind that it writes. */
function placeOf(
  { folder, path }: RenderedOutput,
  output: string,
  textOf: (path: string) => string | undefined,
): { path: string; line: number } {
  const template = SOURCE.exec(output)?.[1];
  if (template === undefined) return { path, line: 1 };
  const kind = /^kind:[ \t]*["']?(\w+)/m.exec(output)?.[1];
  const place = folder ? `${folder}/${template}` : template;
  const text = textOf(place);
  const line = text && kind ? lineOfKind(text, kind, 0) : 1;
  return { path: place, line };
}

/** The objects of an output. `textOf` gives a template's text, to find a line in it. */
export function readRendered(
  rendered: RenderedOutput,
  parsed: ReadonlyMap<string, ParsedManifestFile>,
  textOf: (path: string) => string | undefined,
): { objects: RenderedObject[]; problems: ManifestProblem[] } {
  const written =
    rendered.by === 'kustomize' ? writtenIn(rendered.files, parsed) : [];
  const objects: RenderedObject[] = [];
  const problems: ManifestProblem[] = [];
  const seen = new Map<string, number>();
  const locate = (object: FoundInFile['object'], template?: string) => {
    const path =
      template && `${rendered.folder}/${template}`.replace(/^\//, '');
    const text = path === undefined ? undefined : textOf(path);
    if (path === undefined || text === undefined) {
      const found = findWritten(written, object);
      return { path: found?.path ?? rendered.path, line: found?.line ?? 1 };
    }
    const key = `${path} ${object.kind}`;
    const occurrence = seen.get(key) ?? 0;
    seen.set(key, occurrence + 1);
    return { path, line: lineOfKind(text, object.kind, occurrence) };
  };
  for (const part of splitDocuments(rendered.output)) {
    const document = parseYaml(part);
    const file: ParsedManifestFile =
      'value' in document
        ? { path: OUTPUT, documents: [document], problems: [] }
        : {
            path: OUTPUT,
            documents: [],
            problems: [{ ...document, path: OUTPUT }],
          };
    const read = readObjects(file);
    const template = SOURCE.exec(part.text)?.[1];
    for (const found of read.objects) {
      const place = locate(found.object, template);
      objects.push({ ...found, ...place, lineAt: () => place.line });
    }
    for (const problem of [...file.problems, ...read.problems]) {
      problems.push({ ...problem, ...placeOf(rendered, part.text, textOf) });
    }
  }
  return { objects, problems };
}
