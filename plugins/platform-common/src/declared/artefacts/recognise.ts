/** Looks at one object or document and says what else it is than an object. Total: what is nonsense is nothing, or a problem. */
import {
  asObject,
  asText,
  asTextMap,
  JsonValue,
  KubernetesObject,
} from '../../kubernetes';
import { Artefact } from '../types';
import { Keys, Place, reportAt } from './place';
import { recogniseArgo, TreeContents } from './recogniseArgo';
import { recogniseFlux } from './recogniseFlux';
import { isDashboardDocument, recogniseDashboard } from './recogniseDashboard';
import { isRuleFile, recogniseRules } from './recogniseRules';
import {
  isScrapeFile,
  recogniseScrapeFile,
  recogniseScrapeObject,
} from './recogniseScrapes';
import { isWorkflowDocument, recogniseWorkflows } from './recogniseWorkflow';

const RULE_KINDS = ['PrometheusRule', 'VMRule'];
const RULE_GROUPS =
  /^(?:monitoring\.coreos\.com|operator\.victoriametrics\.com)\//;
/** Text this long was cut on arrival: it does not parse, and that is nobody's mistake. */
const CUT = 64 * 1024;

function recogniseEmbedded(text: string, keys: Keys, place: Place): Artefact[] {
  try {
    const board: JsonValue = JSON.parse(text);
    const here = { ...place, originAt: () => place.originAt(keys) };
    return isDashboardDocument(board) ? recogniseDashboard(board, here) : [];
  } catch {
    if (text.length < CUT) {
      reportAt(place, 'bad-dashboard', keys, [
        'The dashboard is no JSON.',
        'Export it again.',
      ]);
    }
    return [];
  }
}

function recogniseHeldDashboards(
  object: KubernetesObject,
  place: Place,
): Artefact[] {
  if (object.kind === 'GrafanaDashboard') {
    const json = asText(asObject(object.spec).json);
    return json === undefined
      ? []
      : recogniseEmbedded(json, ['spec', 'json'], place);
  }
  const labels = asTextMap(object.metadata.labels);
  if (object.kind !== 'ConfigMap' || !('grafana_dashboard' in labels))
    return [];
  return Object.entries(asTextMap(object.data))
    .filter(([key]) => key.endsWith('.json'))
    .flatMap(([key, text]) => recogniseEmbedded(text, ['data', key], place));
}

/** What an object of the tree is besides. */
export function recogniseObject(
  object: KubernetesObject,
  place: Place,
  tree: TreeContents,
): Artefact[] {
  const { kind, metadata } = object;
  const name = metadata.namespace
    ? `${metadata.namespace}/${metadata.name}`
    : metadata.name;
  const here = { ...place, heldBy: `${kind} ${name}` };
  if (RULE_KINDS.includes(kind) && RULE_GROUPS.test(object.apiVersion)) {
    return recogniseRules(
      asObject(object.spec).groups,
      ['spec', 'groups'],
      here,
    );
  }
  return [
    ...recogniseArgo(object, here, tree),
    ...recogniseFlux(object, here, tree),
    ...recogniseScrapeObject(object, here),
    ...recogniseHeldDashboards(object, here),
  ];
}

/** What a document that is no object is. */
export function recogniseDocument(value: JsonValue, place: Place): Artefact[] {
  if (isRuleFile(value))
    return recogniseRules(asObject(value).groups, ['groups'], place);
  if (isScrapeFile(value)) return recogniseScrapeFile(value, place);
  if (isWorkflowDocument(value)) return recogniseWorkflows(value, place);
  return isDashboardDocument(value) ? recogniseDashboard(value, place) : [];
}
