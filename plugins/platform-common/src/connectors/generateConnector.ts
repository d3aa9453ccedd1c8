/**
 * From what was asked for to a whole repository, as texts by path. Pure: the same spec gives the same bytes in the browser, in the preview and in the
 * task that publishes. The one file that is not text, the packed runtime, is put beside by whoever writes.
 */
import { longestGapHours } from '../manifests';
import type { ConnectorSpec } from './ConnectorSpecSchema';
import { buildFiles } from './files/buildFiles';
import { catalogFile } from './files/catalogFile';
import { dashboardFile } from './files/dashboardFile';
import { deployFiles, imageOf } from './files/deployFiles';
import { documentFiles } from './files/documentFiles';
import { runbookPath } from './files/runbookFile';
import { GENERATION_PATH, generationFile } from './files/generationFile';
import { sourceFiles } from './files/sourceFiles';
import { testFiles } from './files/testFiles';
import {
  SETTINGS_PATH,
  settingsFile,
  workflowFile,
} from './files/workflowFile';
import {
  neededPackages,
  packageFiles,
  RuntimePackage,
} from './packages/packageFiles';
import { ConnectorPlaces, DEFAULT_PLACES } from './places';
import { planConnector } from './planConnector';

/** What a repository depends on and is made from, as far as the spec does not say it. */
export interface GenerateOptions {
  /** The packed runtime; without it the lockfile names its version only. */
  readonly runtime?: RuntimePackage;
  readonly templateVersion?: string;
  /** What stands around it; the platform's own addresses unless given. */
  readonly places?: ConnectorPlaces;
}

const RUNTIME_VERSION = '0.1.0';
const TEMPLATE_VERSION = '0.3.0';
const GRACE_HOURS = 6;

/** Names of templates are those of their kinds; EIA's is older than the rule. */
const TEMPLATE_NAMES: Readonly<Partial<Record<ConnectorSpec['kind'], string>>> =
  { eia: 'eia-connector' };

/** Name of the template that makes connectors of a kind. */
export function templateOf(kind: ConnectorSpec['kind']): string {
  return TEMPLATE_NAMES[kind] ?? `${kind}-connector`;
}

/** Hours without a success after which somebody is told. */
export function freshnessOf(
  spec: Pick<ConnectorSpec, 'freshnessHours' | 'schedule'>,
): number {
  return spec.freshnessHours ?? longestGapHours(spec.schedule) + GRACE_HOURS;
}

/**
 * Every text file of a connector's repository, by path.
 *
 * @throws ConnectorRefused when what was asked for cannot be had; `checkConnector` says so first.
 */
export function generateConnector(
  spec: ConnectorSpec,
  options: GenerateOptions = {},
): Map<string, string> {
  const { places = DEFAULT_PLACES } = options;
  const plan = planConnector(spec, places);
  const runtime = options.runtime ?? {
    version: RUNTIME_VERSION,
    fileName: `254carbon-connector-runtime-${RUNTIME_VERSION}.tgz`,
  };
  const made = {
    template: templateOf(spec.kind),
    templateVersion: options.templateVersion ?? TEMPLATE_VERSION,
  };
  const freshnessHours = freshnessOf(spec);
  const isOffline =
    spec.runtime === 'vendored' && neededPackages(spec, plan).length === 0;
  const files = new Map<string, string>([
    ...sourceFiles(spec, plan, freshnessHours),
    ...testFiles(plan),
    ...packageFiles(spec, plan, runtime),
    ...buildFiles(spec, { isOffline, image: imageOf(spec, places) }),
    ...deployFiles(spec, plan, {
      freshnessHours,
      runbook: runbookPath(spec),
      places,
    }),
    [SETTINGS_PATH, settingsFile(spec, plan, places)],
    ['workflow/dolphinscheduler.json', workflowFile(spec, plan, places)],
    [`dashboards/${spec.name}.json`, dashboardFile(spec, plan, freshnessHours)],
    ['catalog-info.yaml', catalogFile(spec, plan, made)],
    ...documentFiles(spec, plan, made),
  ]);
  const generation = { ...made, runtimeVersion: runtime.version };
  files.set(GENERATION_PATH, generationFile(spec, generation, files));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
