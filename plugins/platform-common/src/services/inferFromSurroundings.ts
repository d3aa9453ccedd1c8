/**
 * What stands between a service and its users, or keeps it in size: the controller of its routes, who
 * renews its certificate, who measures for its autoscaler. It works without them, only not as declared;
 * so these edges are `possible` and no failure is passed on along them unless asked for.
 */
import {
  annotationOf,
  asObjects,
  asText,
  InventoryObject,
} from '../kubernetes';
import { Clue } from './inferDependencies';
import { nameObject } from './readSettings';
import { ServiceDirectory } from './ServiceDirectory';
import { ServiceGroup } from './types';

interface Need {
  /** Id of the profile that meets it. */
  profileId: string;
  what: string;
  path: string;
}

/** Software behind the classes of Ingresses, by the names that its charts give them. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/^nginx/, 'ingress-nginx'],
  [/^kong/, 'kong'],
  [/^traefik/, 'traefik'],
  [/^istio/, 'istio'],
];

function needsOfRoute({ object }: InventoryObject): Need[] {
  const needs: Need[] = [];
  const name =
    asText(object.spec?.ingressClassName) ??
    annotationOf(object, 'kubernetes.io/ingress.class');
  const controller = CLASSES.find(([pattern]) => pattern.test(name ?? ''));
  if (controller)
    needs.push({
      profileId: controller[1],
      what: `its route has the class ${name}`,
      path: 'spec.ingressClassName',
    });
  if (object.kind === 'VirtualService')
    needs.push({
      profileId: 'istio',
      what: 'its route is one of Istio',
      path: 'kind',
    });
  const issuer = ['cluster-issuer', 'issuer'].find(
    key => annotationOf(object, `cert-manager.io/${key}`) !== undefined,
  );
  if (issuer)
    needs.push({
      profileId: 'cert-manager',
      what: 'cert-manager renews the certificate of its route',
      path: `metadata.annotations[cert-manager.io/${issuer}]`,
    });
  return needs;
}

function needsOfAutoscaler({ object }: InventoryObject): Need[] {
  const measured = asObjects(object.spec?.metrics).findIndex(
    ({ type }) => type === 'Resource' || type === 'ContainerResource',
  );
  return measured < 0
    ? []
    : [
        {
          profileId: 'metrics-server',
          what: 'its autoscaler counts processor time or memory',
          path: `spec.metrics[${measured}]`,
        },
      ];
}

/** What the routes and autoscalers of a service need, where it is clear who meets that need. */
export function inferFromSurroundings(
  group: ServiceGroup,
  directory: ServiceDirectory,
): Clue[] {
  if (group.ingresses.length + group.autoscalers.length === 0) return [];
  const needs = [
    ...group.ingresses.map(entry => ({ entry, needs: needsOfRoute(entry) })),
    ...group.autoscalers.map(entry => ({
      entry,
      needs: needsOfAutoscaler(entry),
    })),
  ];
  return needs.flatMap(({ entry, needs: own }) =>
    own.flatMap(({ profileId, what, path }): Clue[] => {
      const all = directory.installations(group.cluster, profileId);
      if (all.length !== 1) return [];
      const object = nameObject(entry.object);
      return [
        {
          to: all[0].id,
          confidence: 'possible',
          evidence: { what, object, path, source: 'inferred' },
        },
      ];
    }),
  );
}
