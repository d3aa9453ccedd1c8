import { stringify } from 'yaml';
import type {
  JsonObject,
  JsonValue,
  KubernetesObject,
} from '../kubernetes/types';
import { fileOf } from './layout';

/** Values of a chart, filled while its templates are written. */
interface Values {
  images: Record<string, string>;
  replicas: Record<string, number>;
}

const MARK = /["']?@@(image|replicas):([^@]+)@@["']?/g;

function camel(name: string): string {
  return name.replace(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function fields(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/** Takes image and replicas out of a workload and leaves marks for the template. */
function parametrise(
  object: KubernetesObject,
  values: Values,
): KubernetesObject {
  const key = camel(object.metadata.name);
  const spec = fields(object.spec as JsonValue);
  if (typeof spec.replicas === 'number') {
    values.replicas[key] = spec.replicas;
    spec.replicas = `@@replicas:${key}@@`;
  }
  const { containers } = fields(fields(spec.template).spec);
  const [first] = Array.isArray(containers) ? containers : [];
  const container = fields(first);
  if (typeof container.image === 'string') {
    values.images[key] = container.image;
    container.image = `@@image:${key}@@`;
  }
  return object;
}

function asTemplate(object: KubernetesObject): string {
  return stringify(object)
    .replace(/^( {2}namespace: ).*$/m, '$1{{ .Release.Namespace }}')
    .replace(MARK, (_, kind: string, key: string) =>
      kind === 'image'
        ? `{{ .Values.images.${key} | quote }}`
        : `{{ .Values.replicas.${key} }}`,
    );
}

/** A Helm chart of some objects: one template a piece of software, images and replicas in its values. */
export function writeChart(
  folder: string,
  objects: readonly KubernetesObject[],
): Map<string, string> {
  const values: Values = { images: {}, replicas: {} };
  const templates = new Map<string, string[]>();
  for (const object of objects) {
    const path = `${folder}/templates/${fileOf(object)}`;
    const known = templates.get(path) ?? [];
    templates.set(path, [...known, asTemplate(parametrise(object, values))]);
  }
  const name = folder.split('/').at(-1) ?? 'chart';
  return new Map([
    [
      `${folder}/Chart.yaml`,
      stringify({
        apiVersion: 'v2',
        name,
        description: `The namespace of ${name}.`,
        type: 'application',
        version: '1.4.0',
      }),
    ],
    [`${folder}/values.yaml`, stringify(values)],
    ...[...templates].map(([path, texts]): [string, string] => [
      path,
      texts.join('---\n'),
    ]),
  ]);
}
