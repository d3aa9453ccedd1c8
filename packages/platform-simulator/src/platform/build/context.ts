/**
 * What every builder is given: the moment that is "now", and chance that never changes.
 *
 * Chance is not a sequence but a function of a name: `fraction('pod', 'trino-worker-0')` is the same number in every build
 * with the same seed, whatever was built before it. So adding one object to the world moves no other object, and two
 * scenarios that share an object agree about its uid, its name and its addresses.
 */
import { createHash } from 'node:crypto';
import { OwnerReference, KubernetesObject } from '../../kubernetes/types';
import { PlatformCondition } from './condition';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The letters that Kubernetes uses for generated names: no vowels, so that no word appears. */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Given to every builder; makes times, uids and name suffixes that depend on `now`, the seed and names alone. */
export interface BuildContext {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Which things are broken, and how. */
  readonly condition: PlatformCondition;
  /** RFC 3339 without fractions, `milliseconds` before now (negative: after). */
  ago(milliseconds: number): string;
  /** A version-4 shaped uid of these words. */
  uid(...words: string[]): string;
  /** `length` letters of a generated name. */
  suffix(length: number, ...words: string[]): string;
  /** A number in [0, 1). */
  fraction(...words: string[]): number;
}

/** Options of {@link createBuildContext}. */
export interface BuildContextOptions {
  now: number;
  seed: number;
  condition: PlatformCondition;
}

/** Makes a context; equal options make contexts that answer equally. */
export function createBuildContext(options: BuildContextOptions): BuildContext {
  const digest = (words: string[]) =>
    createHash('sha256')
      .update([options.seed, ...words].join('\u0000'))
      .digest();
  return {
    now: options.now,
    condition: options.condition,
    ago: milliseconds => timestamp(options.now - milliseconds),
    uid: (...words) => uidOf(digest(['uid', ...words]).toString('hex')),
    suffix: (length, ...words) =>
      [...digest(['suffix', ...words]).subarray(0, length)]
        .map(byte => NAME_ALPHABET[byte % NAME_ALPHABET.length])
        .join(''),
    fraction: (...words) =>
      digest(['fraction', ...words]).readUInt32BE(0) / 0x1_0000_0000,
  };
}

/** RFC 3339 in UTC, without fractions, as an API server writes it. */
export function timestamp(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function uidOf(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Arguments of {@link makeObject}. */
export interface ObjectParts {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  owner?: KubernetesObject;
  /** Milliseconds before now at which it was created. */
  age?: number;
  finalizers?: string[];
  /** Everything beside `metadata`: `spec`, `status`, `data`, ... */
  body?: Record<string, unknown>;
}

/** Where an object lives when nobody says since when: the platform was set up some four weeks before the document. */
export const USUAL_AGE = 24 * DAY;

/** One Kubernetes object with metadata filled in; everything else is built on it. */
export function makeObject(
  context: BuildContext,
  parts: ObjectParts,
): KubernetesObject {
  const age = parts.age ?? USUAL_AGE;
  return {
    apiVersion: parts.apiVersion,
    kind: parts.kind,
    metadata: {
      name: parts.name,
      ...(parts.namespace ? { namespace: parts.namespace } : {}),
      uid: context.uid(parts.kind, parts.namespace ?? '', parts.name),
      generation: 1,
      creationTimestamp: context.ago(age),
      ...(parts.labels ? { labels: parts.labels } : {}),
      ...(parts.annotations ? { annotations: parts.annotations } : {}),
      ...(parts.finalizers ? { finalizers: parts.finalizers } : {}),
      ...(parts.owner ? { ownerReferences: [ownedBy(parts.owner)] } : {}),
    },
    ...parts.body,
  };
}

/** The reference by which `owner` controls another object. */
export function ownedBy(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}
