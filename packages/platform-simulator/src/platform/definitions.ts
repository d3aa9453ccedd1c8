/** The CustomResourceDefinitions that the operators would have installed, from the table of what the API serves. */
import { resourceTypes } from '../kubernetes/resourceTypes';
import { KubernetesObject, ResourceType } from '../kubernetes/types';
import { BuildContext, makeObject } from './build';

/** One CustomResourceDefinition for each custom kind. */
export function definitions(context: BuildContext): KubernetesObject[] {
  const kinds = new Map<string, ResourceType[]>();
  for (const type of resourceTypes) {
    if (type.custom) {
      const name = `${type.plural}.${type.group}`;
      kinds.set(name, [...(kinds.get(name) ?? []), type]);
    }
  }
  return [...kinds].map(([name, [type, ...others]]) =>
    makeObject(context, {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      name,
      body: {
        spec: {
          group: type.group,
          scope: type.namespaced ? 'Namespaced' : 'Cluster',
          names: {
            kind: type.kind,
            listKind: `${type.kind}List`,
            plural: type.plural,
            singular: type.singular,
            shortNames: type.shortNames ?? [],
          },
          versions: [type, ...others].map(({ version }, index) => ({
            name: version,
            served: true,
            storage: index === 0,
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          })),
        },
        status: {
          conditions: [
            {
              type: 'Established',
              status: 'True',
              reason: 'InitialNamesAccepted',
            },
            { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts' },
          ],
          acceptedNames: { kind: type.kind, plural: type.plural },
          storedVersions: [type.version],
        },
      },
    }),
  );
}
