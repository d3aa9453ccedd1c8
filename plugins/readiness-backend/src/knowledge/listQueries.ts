/** The queries that manifests write down: of alert and recording rules, and of dashboards that ConfigMaps carry. */
import {
  asObject,
  asObjects,
  asText,
  DeclaredObject,
  DeclaredTree,
  JsonObject,
  JsonValue,
  lastKnown,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';

const RULES: ReadonlySet<string> = new Set(['alert-rule', 'recording-rule']);

function parseBoard(text: string): JsonObject {
  try {
    const root = asObject(JSON.parse(text) as JsonValue);
    const inner = asObject(root.dashboard);
    return Object.keys(inner).length > 0 ? inner : root;
  } catch {
    // Not a dashboard after all; the reader of manifests tells about broken ones.
    return {};
  }
}

function queriesOfPanels(panels: readonly JsonObject[]): string[] {
  return panels.flatMap(panel => [
    ...asObjects(panel.targets).flatMap(({ expr }) => asText(expr) ?? []),
    ...queriesOfPanels(asObjects(panel.panels)),
  ]);
}

function queriesOfConfigMap({ object }: DeclaredObject): string[] {
  if (object.kind !== 'ConfigMap') return [];
  return Object.entries(asObject(object.data)).flatMap(([name, text]) => {
    const isBoard =
      name.endsWith('.json') &&
      typeof text === 'string' &&
      text.includes('"panels"');
    return isBoard ? queriesOfPanels(asObjects(parseBoard(text).panels)) : [];
  });
}

/** Every query of the trees, each once, in a fixed order. */
export function listQueries(
  trees: readonly Observation<DeclaredTree>[],
): string[] {
  const known = trees.flatMap(tree => lastKnown(tree)?.value ?? []);
  const queries = known.flatMap(({ artefacts, objects }) => [
    ...artefacts.flatMap(({ kind, details }) =>
      RULES.has(kind) ? details.expr ?? [] : [],
    ),
    ...objects.flatMap(queriesOfConfigMap),
  ]);
  return [...new Set(queries)].sort();
}
