import {
  asObject,
  asObjects,
  asText,
  JsonObject,
  JsonValue,
} from '../../kubernetes';
import { Artefact } from '../types';
import { artefactAt, Keys, Place, reportAt } from './place';

function dashboardOf(
  value: JsonValue,
): { board: JsonObject; keys: Keys } | undefined {
  const root = asObject(value);
  const inner = asObject(root.dashboard);
  const [board, keys] =
    Object.keys(inner).length > 0 ? [inner, ['dashboard']] : [root, []];
  const isBoard =
    ('panels' in board || 'rows' in board) &&
    ('schemaVersion' in board || ('title' in board && 'uid' in board));
  return isBoard ? { board, keys } : undefined;
}

/** Whether a document is a Grafana dashboard, as it is or as its API exports it. */
export function isDashboardDocument(value: JsonValue): boolean {
  return dashboardOf(value) !== undefined;
}

function countPanels(panels: readonly JsonObject[]): number {
  return panels.reduce(
    (count, panel) =>
      count + (panel.type === 'row' ? countPanels(asObjects(panel.panels)) : 1),
    0,
  );
}

/** The types of its panels, each once, in order. */
function typesOf(panels: readonly JsonObject[]): string[] {
  const all = panels.flatMap(panel =>
    panel.type === 'row'
      ? typesOf(asObjects(panel.panels))
      : asText(panel.type) ?? [],
  );
  return [...new Set(all)].sort();
}

/** The dashboard that a document is. */
export function recogniseDashboard(
  value: JsonValue,
  place: Place,
  prefix: Keys = [],
): Artefact[] {
  const found = dashboardOf(value);
  if (!found) return [];
  const { board } = found;
  const keys = [...prefix, ...found.keys];
  const title = asText(board.title)?.trim();
  if (!title) {
    reportAt(place, 'bad-dashboard', keys, [
      'The dashboard has no title.',
      'Give it a `title`.',
    ]);
    return [];
  }
  if ('panels' in board && !Array.isArray(board.panels)) {
    reportAt(
      place,
      'bad-dashboard',
      [...keys, 'panels'],
      ['`panels` is no list.', 'Export the dashboard again.'],
    );
    return [];
  }
  const uid = asText(board.uid);
  const panels = asObjects(board.panels);
  return [
    artefactAt(place, keys, {
      kind: 'dashboard',
      name: uid ?? title,
      title,
      details: {
        uid,
        panels: countPanels(panels),
        types: typesOf(panels).join(', ') || undefined,
      },
    }),
  ];
}
