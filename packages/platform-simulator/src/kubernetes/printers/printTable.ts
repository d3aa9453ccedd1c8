/** `Table` answers: what `kubectl get` shows is computed by the server, so it is computed here. */
import type {
  JsonObject,
  KubernetesObject,
  PrinterColumn,
  ResourceType,
} from '../types';
import { formatAge } from './age';
import { columnsOf } from './columnsOf';

const nameColumn: PrinterColumn = {
  name: 'Name',
  type: 'string',
  value: object => object.metadata.name,
};

const ageColumn: PrinterColumn = {
  name: 'Age',
  type: 'string',
  value: (object, now) => formatAge(object.metadata.creationTimestamp, now),
};

function rowObject(
  object: KubernetesObject,
  includeObject: string,
): object | undefined {
  if (includeObject === 'Object') return object;
  if (includeObject === 'None') return undefined;
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

/**
 * Prints objects of one type. A type with columns of its own shows these after its name; without, name and age.
 *
 * @param options - `includeObject` as in the query string: `None`, `Metadata` or `Object`
 */
export function printTable(
  objects: readonly KubernetesObject[],
  options: {
    type: ResourceType;
    now: number;
    includeObject: string;
    metadata: object;
  },
): object {
  const { type, now, includeObject, metadata } = options;
  const own = type.printerColumns ?? columnsOf(type) ?? [ageColumn];
  // Events show their name last, and only on request.
  const named = own.some(column => column.name === nameColumn.name);
  const columns = named ? own : [nameColumn, ...own];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(
      (column): JsonObject => ({
        name: column.name,
        type: column.type === 'integer' ? 'integer' : 'string',
        format: column.name === 'Name' ? 'name' : '',
        description: column.name,
        priority: column.priority ?? 0,
      }),
    ),
    rows: objects.map(object => ({
      cells: columns.map(column => column.value(object, now)),
      object: rowObject(object, includeObject),
    })),
  };
}
