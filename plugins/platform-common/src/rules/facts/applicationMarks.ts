/** The Argo CD application that the marks on an object name. */
import {
  annotationOf,
  asObject,
  asText,
  InventoryObject,
  labelOf,
} from '../../kubernetes';
import { argoMarkOf } from '../../services';
import { applicationsNamed, destinationOf, silentFor } from './applications';
import { FactContext } from './context';

/** The label by which Argo CD of an application tracks what it deploys; none where it does so by annotations alone. */
function trackingLabel(
  { index }: FactContext,
  { cluster, object }: InventoryObject,
): string | undefined {
  const settings = index.get({
    cluster,
    kind: 'ConfigMap',
    namespace: object.metadata.namespace,
    name: 'argocd-cm',
  });
  const data = asObject(settings?.object.data);
  if (data['application.resourceTrackingMethod'] === 'annotation')
    return undefined;
  return (
    asText(data['application.instanceLabelKey']) ?? 'app.kubernetes.io/instance'
  );
}

/**
 * Silent applications that an object's tracking label names. Charts write the same label with the name of their release, so that it counts only
 * in the namespace that the application is for, and not on what Helm itself has installed.
 */
function labelled(
  context: FactContext,
  entry: InventoryObject,
): readonly InventoryObject[] {
  if (annotationOf(entry.object, 'meta.helm.sh/release-name')) return [];
  const { namespace } = entry.object.metadata;
  return silentFor(context, namespace).filter(one => {
    const { name } = one.object.metadata;
    if (destinationOf(one).namespace !== namespace) return false;
    const label = trackingLabel(context, one);
    return label !== undefined && labelOf(entry.object, label) === name;
  });
}

/** The applications that the marks on an object name. */
export function marked(
  context: FactContext,
  entry: InventoryObject,
): readonly InventoryObject[] {
  const mark = argoMarkOf(entry);
  return mark ? applicationsNamed(context, mark) : labelled(context, entry);
}
