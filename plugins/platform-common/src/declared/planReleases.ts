import {
  asObject,
  asObjects,
  asText,
  asTexts,
  JsonObject,
} from '../kubernetes';
import { argoSources, isArgoApplication } from './artefacts/recogniseArgo';
import { PlannedChart } from './planTree';
import { resolveInTree } from './treePath';
import { DeclaredObject } from './types';

/** A chart with what it is installed with. */
export interface PlannedRelease {
  chart: PlannedChart;
  release: string;
  namespace: string;
  /** Paths of the tree. */
  valueFiles: readonly string[];
  /** Values that stand in the application itself: YAML text, or an object. */
  values?: string | JsonObject;
  parameters: readonly { name: string; value: string; isText: boolean }[];
  /** Why it cannot be rendered as it is installed. */
  reason?: string;
}

/** Ends as an argument of a program, so that it must not look like an option. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,51}[a-z0-9])?$/;

function refusalOf(release: string, namespace: string): string | undefined {
  return NAME.test(release) && NAME.test(namespace)
    ? undefined
    : 'The name of its release or namespace cannot be one; use lower-case letters, digits and `-`, 53 at most.';
}

/** `$values/prod.yaml` is a file of the source that is called `values`: known when that is the repository of the chart. */
function resolveValues(
  file: string,
  chart: PlannedChart,
  { object, source }: { object: DeclaredObject['object']; source: JsonObject },
): string | undefined {
  const [, ref, path] = /^\$([^/]+)\/(.*)$/.exec(file) ?? [];
  if (ref === undefined) return resolveInTree(chart.folder, file);
  const isHere = argoSources(object).some(
    ({ source: other }) =>
      other.ref === ref && other.repoURL === source.repoURL,
  );
  return isHere ? resolveInTree('', path) : undefined;
}

function releaseOf(
  chart: PlannedChart,
  { object }: DeclaredObject,
  source: JsonObject,
): PlannedRelease {
  const helm = asObject(source.helm);
  const files = asTexts(helm.valueFiles).map(file =>
    resolveValues(file, chart, { object, source }),
  );
  const { namespace } = asObject(asObject(object.spec).destination);
  const known = new Set(chart.files);
  const release = asText(helm.releaseName) ?? object.metadata.name;
  const target = asText(namespace) ?? 'default';
  const isRemote = asTexts(helm.valueFiles).some(file => /:\/\//.test(file));
  const isOutside = isRemote || files.includes(undefined);
  const reason = isOutside
    ? `The application ${object.metadata.name} takes values from outside of the chart's repository.`
    : refusalOf(release, target);
  return {
    chart,
    release,
    namespace: target,
    valueFiles: files.filter(
      (file): file is string =>
        file !== undefined &&
        (known.has(file) || helm.ignoreMissingValueFiles !== true),
    ),
    values:
      asText(helm.values) ??
      (helm.valuesObject ? asObject(helm.valuesObject) : undefined),
    parameters: asObjects(helm.parameters).flatMap(
      ({ name, value, forceString }) =>
        typeof name === 'string'
          ? [{ name, value: `${value ?? ''}`, isText: forceString === true }]
          : [],
    ),
    ...(reason ? { reason } : {}),
  };
}

/** What to render of each chart: once for each Argo CD application that deploys it, else once with its own values. */
export function planReleases(
  charts: readonly PlannedChart[],
  objects: readonly DeclaredObject[],
): PlannedRelease[] {
  const sources = objects
    .filter(({ object }) => isArgoApplication(object))
    .flatMap(declared =>
      argoSources(declared.object).map(({ source }) => ({
        declared,
        source,
        path: resolveInTree('', asText(source.path) ?? ''),
      })),
    );
  return charts.flatMap(chart => {
    if (chart.isLibrary) return [];
    const used = sources.filter(
      ({ path, source }) => path === chart.folder && source.chart === undefined,
    );
    if (used.length > 0) {
      return used.map(({ declared, source }) =>
        releaseOf(chart, declared, source),
      );
    }
    const reason = refusalOf(chart.name, 'default');
    return [
      {
        chart,
        release: chart.name,
        namespace: 'default',
        valueFiles: [],
        parameters: [],
        ...(reason ? { reason } : {}),
      },
    ];
  });
}
