import { KubernetesObject } from '../kubernetes';
import { CredentialKind, isMark, readMarks } from './mark';

/** That something was taken out of an object: where, and what it was. Never what it said. */
export interface Redaction {
  /** Dotted path inside the object, numbers index lists: `spec.template.spec.containers.0.env.2.value`. */
  path: string;
  kind: CredentialKind;
  /** Whether it was a part of a longer text, and not the whole value. */
  part: boolean;
}

/** Every place of a trimmed object where something was taken out; security rules judge by these. */
export function findRedactions(object: KubernetesObject): Redaction[] {
  const found: Redaction[] = [];
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (!value.includes('redacted')) return;
      for (const { kind } of readMarks(value)) {
        found.push({ path, kind, part: !isMark(value) });
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(inner, path ? `${path}.${key}` : key);
      }
    }
  };
  look(object, '');
  return found;
}
