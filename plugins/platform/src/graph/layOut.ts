/**
 * Where the boxes of a graph of services stand: one column a distance, from those that need the centre on the left to
 * what it needs on the right. Within a column a box stands as near as may be to the middle of its
 * neighbours in the column before (seen from the centre), so that lines cross seldom. Pure, and the same for the
 * same graph, so that nothing jumps when the page renews itself.
 */
import { columnOf, ServiceGraph } from './ServiceGraph';

/** Measures in pixels. */
export const BOX = { width: 172, height: 56, gapX: 64, gapY: 12 } as const;

/** A box with its upper left corner. */
export interface PlacedBox {
  id: string;
  /** Its column: negative needs the centre, positive is needed by it. */
  column: number;
  x: number;
  y: number;
}

/** The whole picture. */
export interface Layout {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, PlacedBox>;
  /** Columns from left to right, each from top to bottom. */
  columns: PlacedBox[][];
}

/** The neighbours of each service that stand one column nearer to the centre. */
function findAnchors(graph: ServiceGraph): Map<string, string[]> {
  const columns = new Map(graph.nodes.map(node => [node.id, columnOf(node)]));
  const anchors = new Map<string, string[]>();
  const note = (id: string, other: string) => {
    const [own, others] = [columns.get(id), columns.get(other)];
    if (own === undefined || others === undefined) return;
    if (others !== own - Math.sign(own)) return;
    anchors.set(id, [...(anchors.get(id) ?? []), other]);
  };
  for (const { from, to } of graph.edges) {
    note(from, to);
    note(to, from);
  }
  return anchors;
}

/** The ids of each column in their order from top to bottom. */
function orderColumns(graph: ServiceGraph): Map<number, string[]> {
  const anchors = findAnchors(graph);
  const numbers = [...new Set(graph.nodes.map(columnOf))];
  const columns = new Map<number, string[]>();
  const rank = new Map<string, number>();
  for (const column of numbers.sort((a, b) => Math.abs(a) - Math.abs(b))) {
    const boxes = graph.nodes
      .filter(node => columnOf(node) === column)
      .map(({ id, title }) => {
        const places = (anchors.get(id) ?? []).map(
          other => rank.get(other) ?? 0.5,
        );
        const sum = places.reduce((total, place) => total + place, 0);
        return { id, title, place: sum / Math.max(1, places.length) };
      })
      .sort((a, b) => a.place - b.place || a.title.localeCompare(b.title));
    boxes.forEach(({ id }, index) =>
      rank.set(id, (index + 0.5) / boxes.length),
    );
    columns.set(
      column,
      boxes.map(({ id }) => id),
    );
  }
  return columns;
}

function heightOf(count: number): number {
  return count * BOX.height + (count - 1) * BOX.gapY;
}

/** Places every box; nothing overlaps. */
export function layOut(graph: ServiceGraph): Layout {
  const ordered = [...orderColumns(graph)].sort(([a], [b]) => a - b);
  const height = Math.max(0, ...ordered.map(([, ids]) => heightOf(ids.length)));
  const columns = ordered.map(([column, ids], index) => {
    const top = (height - heightOf(ids.length)) / 2;
    return ids.map((id, row) => ({
      id,
      column,
      x: index * (BOX.width + BOX.gapX),
      y: top + row * (BOX.height + BOX.gapY),
    }));
  });
  return {
    width: columns.length * (BOX.width + BOX.gapX) - BOX.gapX,
    height,
    columns,
    boxes: new Map(columns.flat().map(box => [box.id, box])),
  };
}

/** The line of an edge as an SVG path, from the right side of who needs to the left side of what is needed. */
export function drawEdge(from: PlacedBox, to: PlacedBox): string {
  const [y1, y2] = [from.y + BOX.height / 2, to.y + BOX.height / 2];
  if (from.x === to.x) {
    // Within a column the line leaves and enters on the right.
    const x = from.x + BOX.width;
    const bend = x + BOX.gapX * 0.45;
    return `M${x} ${y1}C${bend} ${y1} ${bend} ${y2} ${x} ${y2}`;
  }
  const forward = from.x < to.x;
  const x1 = forward ? from.x + BOX.width : from.x;
  const x2 = forward ? to.x : to.x + BOX.width;
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
