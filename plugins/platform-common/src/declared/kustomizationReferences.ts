import { asObject, asObjects, asText, asTexts, JsonValue } from '../kubernetes';

/** A name of a file, folder or address in a kustomization, and where it stands. */
export interface KustomizationReference {
  reference: string;
  keys: readonly (string | number)[];
}

const LISTS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
];
const WITH_PATH = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

function isInline(text: string): boolean {
  return text.includes('\n') || /^\s*[{[]/.test(text);
}

/** Everything that a kustomization refers to, in its order. Text that stands for itself (an inline patch) is none. */
export function kustomizationReferences(
  value: JsonValue,
): KustomizationReference[] {
  const root = asObject(value);
  const found: KustomizationReference[] = [];
  const add = (
    reference: string | undefined,
    keys: readonly (string | number)[],
  ) => {
    if (reference && !isInline(reference)) found.push({ reference, keys });
  };
  for (const field of LISTS) {
    asTexts(root[field]).forEach((text, at) => add(text, [field, at]));
  }
  for (const field of WITH_PATH) {
    asObjects(root[field]).forEach((item, at) =>
      add(asText(item.path), [field, at, 'path']),
    );
  }
  for (const field of GENERATORS) {
    asObjects(root[field]).forEach((item, at) => {
      for (const part of ['files', 'envs']) {
        asTexts(item[part]).forEach((text, index) =>
          add(text.replace(/^[^=]*=/, ''), [field, at, part, index]),
        );
      }
      add(asText(item.env), [field, at, 'env']);
    });
  }
  add(asText(asObject(root.openapi).path), ['openapi', 'path']);
  return found;
}

/** Whether a reference that the tree does not have is an address. */
export function isRemote(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]*:|^git@|[?&](?:ref|version)=|^[\w-]+(?:\.[\w-]+)+\/[\w-]+\//i.test(
    reference,
  );
}
