import { KubernetesObject } from '../kubernetes';
import { REDACTION } from './scrub';

/** That something was taken out of an object: where, and what it was. Never what it said. */
export interface Redaction {
  /** Dotted path inside the object, numbers index lists: `spec.template.spec.containers.0.env.2.value`. */
  path: string;
  /** `secret-value`: of a Secret. `credential`: a whole value. `part`: somewhere inside a longer text. */
  kind: 'secret-value' | 'credential' | 'part';
}

/** Every place of a trimmed object where something was taken out; security rules judge by these. */
export function findRedactions(object: KubernetesObject): Redaction[] {
  const found: Redaction[] = [];
  const isSecret = object.kind === 'Secret';
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (!value.includes(REDACTION)) return;
      const whole = isSecret ? 'secret-value' : 'credential';
      found.push({ path, kind: value === REDACTION ? whole : 'part' });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        look(inner, path ? `${path}.${key}` : key);
      }
    }
  };
  look(object, '');
  return found;
}
