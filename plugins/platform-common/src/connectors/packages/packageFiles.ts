import type { JsonObject } from '../../kubernetes';
import type { ConnectorSpec } from '../ConnectorSpecSchema';
import type { SinkKind } from '../commonFields';
import type { ConnectorPlan } from '../plan';
import { jsonText } from '../text';
import { LOCKED_PACKAGES } from './lockedPackages';

/** The runtime as a repository depends on it. */
export interface RuntimePackage {
  readonly version: string;
  /** File below `vendor/`. */
  readonly fileName: string;
  /** `sha512-...`; absent while the file is not packed yet. */
  readonly integrity?: string;
}

const RUNTIME = '@254carbon/connector-runtime';
const VERSION = '0.1.0';
const ENGINES = { node: '>=22' };

/** What each sink needs of other people's packages. */
const SINK_PACKAGES: Readonly<Record<SinkKind, readonly string[]>> = {
  files: [],
  trino: [],
  s3: ['aws4fetch', 'fast-xml-parser', 'hyparquet', 'hyparquet-writer'],
  iceberg: [
    'avsc',
    'aws4fetch',
    'fast-xml-parser',
    'hyparquet',
    'hyparquet-writer',
    'iceberg-js',
  ],
};

interface Locked {
  readonly version: string;
  readonly entry: JsonObject;
  readonly needs: readonly string[];
}

function readLocked(): Map<string, Locked> {
  const all = new Map<string, Locked>();
  for (const line of LOCKED_PACKAGES.trim().split('\n')) {
    const [place, version, license, integrity, node, needed] = line.split('|');
    const dependencies = Object.fromEntries(
      needed
        .split(',')
        .filter(Boolean)
        .map(one => {
          const at = one.lastIndexOf('@');
          return [one.slice(0, at), one.slice(at + 1)];
        }),
    );
    const needs = Object.keys(dependencies);
    all.set(place, {
      version,
      needs,
      entry: {
        version,
        integrity,
        license,
        ...(needs.length > 0 && { dependencies }),
        ...(node && { engines: { node } }),
      },
    });
  }
  return all;
}

/** Where Node finds a package that is asked for from a place: the nearest `node_modules` upwards that has it. */
function placeFrom(
  from: string,
  name: string,
  locked: ReadonlyMap<string, Locked>,
): string {
  const folders = from === '' ? [] : from.split('/node_modules/');
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const above = folders.slice(0, depth).join('/node_modules/');
    const place = `${above}/node_modules/${name}`;
    if (locked.has(place)) return place;
  }
  return name;
}

/** A package and everything it needs, by place below `node_modules`. */
function closure(
  names: readonly string[],
  locked: ReadonlyMap<string, Locked>,
): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const place = placeFrom(from, name, locked);
    const known = locked.get(place);
    if (!known) {
      throw new RangeError(
        `The package '${place}' is not among the locked ones; add it to lockedPackages.`,
      );
    }
    if (!found.has(place)) {
      found.add(place);
      for (const need of known.needs) visit(need, place);
    }
  };
  for (const name of names) visit(name, '');
  return [...found].sort();
}

/** Other people's packages that a connector needs, each with its version. */
export function neededPackages(
  spec: Pick<ConnectorSpec, 'sink' | 'kind'>,
  plan: Pick<ConnectorPlan, 'packages'>,
): string[] {
  const sink = spec.kind === 'websocket-kafka' ? [] : SINK_PACKAGES[spec.sink];
  return [...new Set([...sink, ...plan.packages])].sort();
}

const SCRIPTS = {
  check: 'node src/main.js check',
  start: 'node src/main.js run',
  backfill: 'node src/main.js backfill',
  replay: 'node src/main.js replay',
  preview: 'node src/main.js preview',
  doctor: 'node src/main.js doctor',
  'fixtures:record': 'node src/main.js fixtures record',
  'fixtures:verify': 'node src/main.js fixtures verify',
  test: 'node --test',
};

/** `package.json` and a lockfile that names no registry: digests say what is right, not addresses. */
export function packageFiles(
  spec: ConnectorSpec,
  plan: ConnectorPlan,
  runtime: RuntimePackage,
): Map<string, string> {
  const locked = readLocked();
  const needed = neededPackages(spec, plan);
  const isVendored = spec.runtime === 'vendored';
  const dependencies = {
    [RUNTIME]: isVendored ? `file:vendor/${runtime.fileName}` : runtime.version,
    ...Object.fromEntries(
      needed.map(name => [name, locked.get(name)?.version ?? '']),
    ),
  };
  const head = { name: spec.name, version: VERSION };
  const shared = { license: 'Apache-2.0', engines: ENGINES };
  const manifest = {
    ...head,
    private: true,
    license: shared.license,
    type: 'module',
    engines: ENGINES,
    scripts: scriptsOf(plan),
    dependencies,
  };
  const lock = {
    ...head,
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { ...head, ...shared, dependencies },
      [`node_modules/${RUNTIME}`]: {
        version: runtime.version,
        ...(isVendored && { resolved: `file:vendor/${runtime.fileName}` }),
        ...(runtime.integrity && { integrity: runtime.integrity }),
        ...shared,
      },
      ...Object.fromEntries(
        closure(needed, locked).map(place => [
          `node_modules/${place}`,
          locked.get(place)?.entry ?? {},
        ]),
      ),
    },
  };
  return new Map([
    ['package.json', jsonText(manifest)],
    ['package-lock.json', jsonText(lock)],
  ]);
}

/** Only questions that go over HTTP can be recorded, and only what has a cursor has a past that can be asked for by itself. */
function scriptsOf({ world, stream }: ConnectorPlan): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCRIPTS).filter(
      ([name]) =>
        (world === 'http' || !name.startsWith('fixtures')) &&
        (stream.cursor !== undefined || name !== 'backfill'),
    ),
  );
}
