/**
 * What the predecessor of this portal had people write on Ingresses. It is honoured as a wish: it names,
 * describes and places what nothing else names, and never overrules `254carbon.com/...` or a profile.
 */
import { annotationOf, InventoryObject, KubernetesIndex } from '../kubernetes';
import { SystemId, SystemIdSchema } from '../model';
import { nameObject } from './readSettings';

const PREFIX = 'portal.254carbon.com/service-';
/** The annotation by which the predecessor named a service. */
export const PORTAL_ID = `${PREFIX}id`;

/** What the predecessor's annotations say about one service. */
export interface PortalAnnotations {
  id?: { value: string; from: string };
  name?: string;
  system?: SystemId;
  description?: string;
  icon?: string;
  healthPath?: string;
  /** What was written but cannot count, with the reason. */
  caveats: string[];
}

/** The predecessor's categories were free text; these words place them. */
const CATEGORIES: readonly (readonly [RegExp, SystemId])[] = [
  [/monitor|observ|logging|metric|tracing|alert/, 'observability'],
  [/machine|\bml\b|\bai\b|model|mlops/, 'machine-learning'],
  [/secur|secret|identity|\bauth|policy/, 'security'],
  [/deliver|gitops|\bci\b|\bcd\b|deploy|registry/, 'delivery'],
  [/gateway|\bapi\b|mesh/, 'gateway'],
  [/\bedge\b|ingress|\bdns\b|tunnel|network/, 'edge'],
  [/storage|database|object|backup|\bcache\b|queue|stream/, 'storage'],
  [/data|analytic|workflow|\bsql\b|\bbi\b|query|catalog|visual/, 'data'],
  [/cluster|infrastructure|substrate|platform/, 'substrate'],
];

/** The system that a category of the predecessor means, or `undefined`. */
export function systemOfCategory(category: string): SystemId | undefined {
  const words = category.toLowerCase();
  const exact = SystemIdSchema.safeParse(words.trim().replace(/\s+/g, '-'));
  if (exact.success) return exact.data;
  return CATEGORIES.find(([pattern]) => pattern.test(words))?.[1];
}

/** What is read where no route leads to a service. */
const SILENT: PortalAnnotations = { caveats: [] };

/** Reads the predecessor's annotations from the routes that lead to one service. */
export function readPortalAnnotations(
  index: KubernetesIndex,
  routes: readonly InventoryObject[],
): PortalAnnotations {
  if (routes.length === 0) return SILENT;
  const caveats: string[] = [];
  const own = routes.filter(entry => {
    const { backends } = index.routes.of(entry);
    const isOwn = backends.length === 1;
    const id = annotationOf(entry.object, PORTAL_ID);
    if (!isOwn && id !== undefined)
      caveats.push(
        `${nameObject(
          entry.object,
        )} calls itself ${id} (${PORTAL_ID}) but leads to ${
          backends.length
        } Services, so its annotations do not count; give each Service an Ingress of its own`,
      );
    return isOwn;
  });
  const find = (what: string) => {
    for (const { object } of own) {
      const value = annotationOf(object, `${PREFIX}${what}`);
      if (value !== undefined) return { value, from: nameObject(object) };
    }
    return undefined;
  };
  const id = find('id');
  const name = find('name')?.value;
  const description = find('description')?.value;
  const icon = find('icon')?.value;
  const category = find('category')?.value;
  const system =
    category === undefined ? undefined : systemOfCategory(category);
  const path = find('health-path')?.value;
  const isPath = path !== undefined && /^\/[^\s#]*$/.test(path);
  return {
    ...(id ? { id } : {}),
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(icon ? { icon } : {}),
    ...(system ? { system } : {}),
    ...(isPath ? { healthPath: path } : {}),
    caveats,
  };
}
