/**
 * Where the palette leads: the portal's own pages, and from the catalog every service, data source, runbook, template
 * and team. What is found and in which order is decided here, without a browser.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

/** A place that the palette leads to. */
export interface Place {
  id: string;
  title: string;
  /** What kind of place it is: `page`, `service`, `runbook`. */
  what: string;
  path: string;
}

/** The portal's own pages, in the order of the sidebar. */
export const PAGES: readonly Place[] = (
  [
    ['Home: what is wrong now', '/'],
    ['Incidents', '/platform/incidents'],
    ['Catalog', '/catalog'],
    ['Readiness', '/readiness'],
    ['Readiness plan to a target', '/readiness/plan'],
    ['What changed in readiness', '/readiness/changes'],
    ['Readiness by system, owner and domain', '/readiness/scores'],
    ['KPIs', '/readiness/kpis'],
    ['Claims against measurements', '/readiness/claims'],
    ['Readiness rules', '/readiness/rules'],
    ['Exemptions', '/readiness/exemptions'],
    ['Proved by people', '/readiness/evidence'],
    ['Try other readiness rules', '/readiness/replay'],
    ['Data sources', '/data-sources'],
    ['Runbooks', '/runbooks'],
    ['Create', '/create'],
    ['Approvals of pipelines', '/create/approvals'],
    ['Clusters and readers', '/platform/clusters'],
    ['Manifests and their problems', '/platform/clusters/manifests'],
    ['Declared against observed', '/platform/clusters/drift'],
    ["The platform's own APIs", '/platform/clusters/systems'],
    ['Why is it here, or not?', '/why'],
    ['APIs', '/api-docs'],
    ['Catalog graph', '/catalog-graph'],
    ['Docs', '/docs'],
    ['Search', '/search'],
    ['Notifications', '/notifications'],
    ['Settings', '/settings'],
    ['What the portal is made of', '/visualizer'],
  ] as const
).map(([title, path]) => ({ id: path, title, what: 'page', path }));

const SERVICE_ID = '254carbon.com/service-id';

/** What an entity is called in the palette, and which of its tabs is opened; `undefined` for what is not offered. */
function sortOf(entity: Entity): { what: string; tab: string } | undefined {
  const kind = entity.kind.toLocaleLowerCase('en');
  const type = String(entity.spec?.type ?? kind);
  if (entity.metadata.annotations?.[SERVICE_ID])
    return { what: 'service', tab: '/platform' };
  if (kind === 'resource' && type === 'data-source')
    return { what: 'data source', tab: '' };
  if (kind === 'resource' && type === 'runbook')
    return { what: 'runbook', tab: '' };
  if (kind === 'group') return { what: 'team', tab: '/platform' };
  if (kind === 'system' || kind === 'domain')
    return { what: kind, tab: '/platform' };
  if (kind === 'component' || kind === 'resource' || kind === 'api')
    return { what: type, tab: '' };
  return undefined;
}

/** The place of an entity; `undefined` for kinds that the palette does not offer. */
export function placeOf(entity: Entity): Place | undefined {
  const { name, title, namespace = 'default' } = entity.metadata;
  const kind = entity.kind.toLocaleLowerCase('en');
  const id = stringifyEntityRef(entity);
  const named = { id, title: title ?? name };
  if (kind === 'template') {
    return {
      ...named,
      what: 'template',
      path: `/create/templates/${namespace}/${name}`,
    };
  }
  const sort = sortOf(entity);
  return sort
    ? {
        ...named,
        what: sort.what,
        path: `/catalog/${namespace}/${kind}/${name}${sort.tab}`,
      }
    : undefined;
}

function rankOf(place: Place, words: readonly string[]): number | undefined {
  const title = place.title.toLocaleLowerCase('en');
  const text = `${title} ${place.what} ${place.id}`.toLocaleLowerCase('en');
  if (!words.every(word => text.includes(word))) return undefined;
  const [first] = words;
  if (title === words.join(' ')) return 0;
  if (title.startsWith(first)) return 1;
  if (title.split(/[^a-z0-9]+/).some(word => word.startsWith(first))) return 2;
  return title.includes(first) ? 3 : 4;
}

/** The places that hold every word, the best first, at most as many as asked; without a word the first of the list. */
export function findPlaces(
  places: readonly Place[],
  text: string,
  most: number,
): Place[] {
  const words = text.toLocaleLowerCase('en').split(/\s+/).filter(Boolean);
  if (words.length === 0) return places.slice(0, most);
  return places
    .flatMap((place, index) => {
      const rank = rankOf(place, words);
      return rank === undefined ? [] : [{ place, rank, index }];
    })
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .map(({ place }) => place);
}
