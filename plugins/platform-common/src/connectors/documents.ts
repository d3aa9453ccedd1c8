/*
 * Documents that somebody pastes into a form. They are data and nothing else: no tags, few aliases, a bound on size, and every value that is taken over
 * goes through the same checks as what is typed by hand.
 */
import { parse } from 'yaml';
import type { JsonObject, JsonValue } from '../kubernetes';
import { ConnectorRefused } from './refuse';

/** True for a mapping. */
export function isMapping(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping, or an empty one. */
export function mappingOf(value: JsonValue | undefined): JsonObject {
  return isMapping(value) ? value : {};
}

/** The list, or an empty one. */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** The text, or nothing. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * A pasted document of YAML or JSON.
 *
 * @throws ConnectorRefused for the field `document`.
 */
export function parsePasted(text: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = parse(text, { maxAliasCount: 50, logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : '';
    throw new ConnectorRefused(
      'document',
      `is neither YAML nor JSON (${reason.slice(0, 160)}); correct it`,
    );
  }
  if (!isMapping(parsed)) {
    throw new ConnectorRefused('document', 'is no mapping; paste it whole');
  }
  return parsed;
}

/** The value at a reference such as `#/components/schemas/Price`, following at most a few. */
export function resolveReference(
  document: JsonObject,
  value: JsonValue | undefined,
): JsonObject {
  let here = mappingOf(value);
  for (let hops = 0; hops < 20; hops += 1) {
    const reference = textOf(here.$ref);
    if (reference === undefined) return here;
    if (!reference.startsWith('#/')) {
      throw new ConnectorRefused(
        'document',
        'points into another document; paste one that holds everything',
      );
    }
    let found: JsonValue | undefined = document;
    for (const part of reference.slice(2).split('/')) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const at: JsonObject = mappingOf(found);
      found = Object.hasOwn(at, key) ? at[key] : undefined;
    }
    if (!isMapping(found)) {
      throw new ConnectorRefused(
        'document',
        'has a $ref that leads nowhere; correct it',
      );
    }
    here = found;
  }
  throw new ConnectorRefused(
    'document',
    'has a $ref that leads to itself; correct it',
  );
}

/** `seriesDescription` and `series-description` as the name of a column. */
export function columnNameOf(name: string): string {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return /^[a-z]/.test(snake) ? snake : `c_${snake}`;
}
