/** Short ways to reach into the benchmark's platform. */
import { JsonObject, KubernetesObject } from '../../../kubernetes';
import { TelemetryReading } from '../../../telemetry';
import { at, Platform } from './platform';
import { Case } from './Case';

/** A JSON value, open for reading and writing without a shape. */
export type Open = { [key: string]: Open } & {
  push(item: never): number;
  [Symbol.iterator](): Iterator<Open>;
};

/** A Kubernetes object, open for writing. */
export interface OpenObject {
  metadata: KubernetesObject['metadata'];
  spec: Open;
  status: Open;
  data: Open;
  endpoints: Open;
  results: Open;
}

/** The object, open for writing. */
export function edit(
  platform: Platform,
  kind: string,
  place: string,
): OpenObject {
  return at(platform, kind, place) as never;
}

/** The pod spec of a workload's template, open for writing. */
export function template(
  platform: Platform,
  kind: string,
  place: string,
): Open {
  const object = edit(platform, kind, place);
  const owner = kind === 'CronJob' ? object.spec.jobTemplate.spec : object.spec;
  return owner.template.spec as never;
}

/** The first container of a workload's template, open for writing. */
export function main(
  platform: Platform,
  place: string,
  kind = 'Deployment',
): Open {
  return template(platform, kind, place).containers[0] as never;
}

/** The pods whose names begin so, open for writing. */
export function podsOf(platform: Platform, place: string): OpenObject[] {
  return platform.objects.filter(
    ({ kind, metadata }) =>
      kind === 'Pod' &&
      `${metadata.namespace}/${metadata.name}`.startsWith(place),
  ) as never;
}

/** A part of a reading, open for writing. */
export function told(
  platform: Platform,
  kind: TelemetryReading['kind'],
  part: string,
): Open {
  const reading = platform.telemetry.find(item => item.kind === kind);
  const parts = reading?.parts as never as { [name: string]: { value: Open } };
  return parts[part].value;
}

/** A system is no longer told anything of. */
export function silence(
  platform: Platform,
  kind: TelemetryReading['kind'],
): void {
  platform.telemetry = platform.telemetry.filter(item => item.kind !== kind);
}

/** A declared object, open for writing. */
export function written(
  platform: Platform,
  kind: string,
  name: string,
): {
  object: OpenObject;
  redacted: { path: string; kind: 'password'; part: boolean }[];
} {
  return platform.tree.objects.find(
    ({ object }) => object.kind === kind && object.metadata.name === name,
  ) as never;
}

export type Planted = [
  rule: string,
  service: string,
  because: string,
  change: (platform: Platform) => void,
  rest?: Partial<Case>,
];

/** Defects. */
export function defects(...cases: Planted[]): Case[] {
  return cases.map(one => toCase('defect', one));
}

/** Look-alikes that are fine. */
export function lookAlikes(...cases: Planted[]): Case[] {
  return cases.map(one => toCase('look-alike', one));
}

/** What cannot be known. */
export function unknowables(...cases: Planted[]): Case[] {
  return cases.map(one => toCase('unknowable', one));
}

function toCase(
  plants: Case['plants'],
  [rule, service, because, change, rest]: Planted,
): Case {
  return { plants, rule, service, because, change, ...rest };
}

/** Any JSON, for objects that are added whole. */
export function json(value: unknown): JsonObject {
  return value as JsonObject;
}
