/**
 * Which Argo CD application deploys a workload. Argo CD knows it best: an application lists its resources in its status, and what it
 * lists not, it does not deploy. But one that never compared, or whose comparison failed, lists none. Of such a one the marks on the
 * workload tell, or the folder of the repository that the workload is written in; and where neither does and it is for the workload's
 * namespace, nobody knows, which is said, because *Argo CD does not deploy it* would be a guess.
 */
import { asObject, asObjects, asText, InventoryObject } from '../../kubernetes';
import { fromFolder, isElsewhere } from './applicationFolders';
import { marked } from './applicationMarks';
import {
  applicationsNamed,
  hasApplications,
  listedFor,
  silentFor,
} from './applications';
import { FactContext, KnownWorkload, nameOf, workloadsOf } from './context';
import { once } from './once';
import { declarationOf } from './trees';

/** The applications that deploy something, and those of which nobody knows whether they do. */
export interface Deployers {
  sure: readonly InventoryObject[];
  perhaps: readonly InventoryObject[];
}

const NONE: Deployers = { sure: [], perhaps: [] };

/** The applications that deploy a workload; where none is known to, those that may and do not say. */
export function deployersOf(
  context: FactContext,
  { declared, entry }: KnownWorkload,
): Deployers {
  if (!hasApplications(context)) return NONE;
  const listed = listedFor(context, nameOf(declared));
  const marks = entry ? marked(context, entry) : [];
  const written = entry && declarationOf(context, entry.object);
  const known = new Set([...listed, ...marks]);
  const sure =
    known.size === 0 && entry && written
      ? fromFolder(context, entry, written)
      : [...known];
  if (sure.length > 0) return { sure, perhaps: [] };
  const perhaps = silentFor(context, declared.namespace).filter(
    one => !isElsewhere(context, one, written),
  );
  return { sure, perhaps };
}

/** Why nobody knows what an application deploys, as a sentence without a full stop. */
export function whySilent({ object }: InventoryObject): string {
  const { conditions, sync } = asObject(object.status);
  const message = asText(asObjects(conditions)[0]?.message);
  const { name, namespace } = object.metadata;
  const because = asText(asObject(sync).status)
    ? `lists nothing that it deploys${
        message ? ` (${message.slice(0, 160)})` : ''
      }`
    : 'was never compared';
  return `Application ${namespace}/${name} may deploy it and ${because}`;
}

/** The applications that deploy workloads of the service; where none is known to, those that may. */
export function deployersOfService(context: FactContext): Deployers {
  return once(context, 'deployers', () => {
    const each = workloadsOf(context).map(one => deployersOf(context, one));
    const marks = (context.service.deployedBy ?? []).filter(
      ({ kind }) => kind === 'argocd-application',
    );
    const byMark = marks.flatMap(mark => applicationsNamed(context, mark));
    const sure = new Set([...each.flatMap(one => one.sure), ...byMark]);
    if (sure.size > 0) return { sure: [...sure], perhaps: [] };
    return {
      sure: [],
      perhaps: [...new Set(each.flatMap(one => one.perhaps))],
    };
  });
}
