/*
 * The tables that the lake really has, from its Iceberg REST catalog: the one that the configuration names, or the one that was
 * recognised among the platform's services. What could not be asked is a state with its reason and never an empty list. Answers
 * are kept for half a minute, for a form asks with every letter that is typed.
 */
import { stringifyError } from '@backstage/errors';
import {
  LakeColumn,
  LakeState,
  LakeTables,
  planProbe,
} from '@254carbon/backstage-plugin-platform-common';
import {
  ApiPlace,
  PlatformDoor,
  PlatformServices,
} from '@254carbon/backstage-plugin-platform-node';
import { LakeSettings } from '../config';
import { CatalogAsker } from './CatalogAsker';
import { LakeError } from './LakeError';

const KEPT_MS = 30_000;
const MOST_TABLES_KEPT = 100;
const MOST_NAMESPACES = 200;
const MOST_TABLES = 5_000;
const AT_ONCE = 8;
/** How long the start of the portal may take until its services are known. */
const PATIENCE_MS = 5_000;
const PROFILE = 'iceberg-rest-catalog';

/** A table of the lake, or why it could not be looked at. */
export interface LakeTable {
  state: LakeState;
  /** Absent when there is no such table, or nobody could look. */
  columns?: LakeColumn[];
}

/** What the lake says. Nothing here throws. */
export interface Lake {
  /** All tables whose namespace has one level, in order. */
  list(): Promise<LakeTables>;
  /** One table, `namespace.name`. */
  read(table: string): Promise<LakeTable>;
}

/** What the lake is reached by. */
export interface LakeOptions {
  settings: LakeSettings;
  door: Pick<PlatformDoor, 'ask'>;
  services: Pick<PlatformServices, 'current' | 'whenReady'>;
  now: () => number;
}

interface Kept<T> {
  until: number;
  value: Promise<T>;
}

class IcebergLake implements Lake {
  readonly #options: LakeOptions;
  #listed?: Kept<LakeTables>;
  readonly #tables = new Map<string, Kept<LakeTable>>();

  constructor(options: LakeOptions) {
    this.#options = options;
  }

  list(): Promise<LakeTables> {
    const now = this.#options.now();
    if (!this.#listed || this.#listed.until <= now)
      this.#listed = { until: now + KEPT_MS, value: this.#list() };
    return this.#listed.value;
  }

  read(table: string): Promise<LakeTable> {
    const now = this.#options.now();
    const known = this.#tables.get(table);
    if (known && known.until > now) return known.value;
    const value = this.#read(table);
    this.#tables.delete(table);
    this.#tables.set(table, { until: now + KEPT_MS, value });
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_TABLES_KEPT) this.#tables.delete(oldest);
    return value;
  }

  async #list(): Promise<LakeTables> {
    try {
      const asker = await this.#asker();
      if (!asker) return { state: this.#none(), names: [] };
      const all = await asker.listNamespaces();
      const { names, refused } = await listAll(
        asker,
        all.slice(0, MOST_NAMESPACES),
      );
      const left = [
        ...(refused ? [refused] : []),
        ...(all.length > MOST_NAMESPACES || names.length > MOST_TABLES
          ? ['It has more than are offered; type the name of another.']
          : []),
      ];
      const reason = [
        `The Iceberg REST catalog has ${names.length} tables.`,
        ...left,
      ].join(' ');
      return {
        state: this.#state('read', reason),
        cluster: asker.cluster,
        names: names.slice(0, MOST_TABLES),
      };
    } catch (error) {
      this.#listed = undefined;
      return { state: this.#failed(error), names: [] };
    }
  }

  async #read(table: string): Promise<LakeTable> {
    const [namespace, name] = table.split('.');
    try {
      const asker = await this.#asker();
      if (!asker) return { state: this.#none() };
      const columns = await asker.readColumns(namespace, name);
      const reason = 'The Iceberg REST catalog answers.';
      return { state: this.#state('read', reason), columns };
    } catch (error) {
      this.#tables.delete(table);
      return { state: this.#failed(error) };
    }
  }

  async #asker(): Promise<CatalogAsker | undefined> {
    const { settings, door } = this.#options;
    if (!settings.enabled) return undefined;
    const place = settings.url
      ? ({ type: 'address', url: settings.url } as const)
      : await this.#findPlace();
    return place && new CatalogAsker({ door, place, settings });
  }

  async #findPlace(): Promise<ApiPlace | undefined> {
    const { services } = this.#options;
    try {
      await services.whenReady(AbortSignal.timeout(PATIENCE_MS));
    } catch {
      throw new LakeError(
        'The services of the platform are not known yet; try again in a moment.',
      );
    }
    const { groups } = services.current();
    const group = groups.find(({ profile }) => profile?.id === PROFILE);
    if (!group) return undefined;
    const target = planProbe(group);
    if (!target) {
      throw new LakeError(
        `No Kubernetes Service leads to ${group.title} (${group.id}); add one, or set dataSources.lake.url.`,
      );
    }
    const { cluster, namespace, serviceName, port, scheme } = target;
    return { type: 'service', cluster, namespace, serviceName, port, scheme };
  }

  #none(): LakeState {
    return {
      state: 'none',
      reason: this.#options.settings.enabled
        ? 'No Iceberg REST catalog is among the services of the platform; set dataSources.lake.url to name one.'
        : 'Looking into the lake is switched off (dataSources.lake.enabled).',
    };
  }

  #failed(error: unknown): LakeState {
    return {
      state: 'failed',
      reason:
        error instanceof LakeError ? error.message : stringifyError(error),
    };
  }

  #state(state: 'read', reason: string): LakeState {
    const readAt = new Date(this.#options.now()).toISOString();
    return { state, reason, readAt };
  }
}

/** Tables of some namespaces; a namespace that is refused is told and takes no other with it. */
async function listAll(
  asker: CatalogAsker,
  namespaces: readonly string[],
): Promise<{ names: string[]; refused?: string }> {
  const names: string[] = [];
  const refused: string[] = [];
  const one = async (namespace: string) => {
    try {
      const tables = (await asker.listTables(namespace)) ?? [];
      names.push(...tables.map(name => `${namespace}.${name}`));
    } catch (error) {
      const isRefusal =
        error instanceof LakeError && [401, 403].includes(error.status ?? 0);
      if (!isRefusal) throw error;
      refused.push(namespace);
    }
  };
  for (let at = 0; at < namespaces.length; at += AT_ONCE)
    await Promise.all(namespaces.slice(at, at + AT_ONCE).map(one));
  if (refused.length > 0 && refused.length === namespaces.length) {
    throw new LakeError(
      'The Iceberg REST catalog refuses to list the tables of every namespace; give the portal a right to read, and its identity in dataSources.lake.headers.',
      403,
    );
  }
  return {
    names: names.sort(),
    refused:
      refused.length > 0
        ? `It refuses to list those of ${refused.sort().join(', ')}.`
        : undefined,
  };
}

/** Makes the way to the lake. Nothing is asked until somebody wants to know. */
export function createLake(options: LakeOptions): Lake {
  return new IcebergLake(options);
}
