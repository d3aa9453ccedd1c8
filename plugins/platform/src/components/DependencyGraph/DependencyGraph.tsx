/**
 * The services around one service as a picture: who needs it on the left, what it needs on the right. The
 * boxes are links in lists, column by column, so that the keyboard and screen readers walk the same picture; the
 * lines are drawn behind them and are decoration to those, who read each box's relation in its name and the
 * whole proof in the list of edges below. The box that is pointed at or focused shows its own lines.
 */
import {
  GraphEdge,
  GraphNode,
} from '@254carbon/backstage-plugin-platform-common';
import {
  EntityTabLink,
  ScrollRegion,
  StateIcon,
  STATES,
} from '@254carbon/backstage-plugin-platform-react';
import { useEffect, useRef, useState } from 'react';
import { BOX, drawEdge, Layout, layOut, PlacedBox } from '../../graph/layOut';
import { centreOf, ServiceGraph } from '../../graph/ServiceGraph';
import styles from './DependencyGraph.module.css';

/** `needs it through others`: what a column says of its boxes. */
function columnTitle(column: number, centre: string): string {
  if (column === 0) return centre;
  const way = Math.abs(column) === 1 ? 'directly' : 'through others';
  return column < 0 ? `Need ${centre} ${way}` : `Needed by ${centre} ${way}`;
}

function Lines(props: {
  edges: readonly GraphEdge[];
  layout: Layout;
  lit: string | undefined;
}) {
  const { edges, layout, lit } = props;
  return (
    <svg
      className={styles.lines}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <marker
          id="needs"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 0L8 4L0 8z" fill="context-stroke" />
        </marker>
      </defs>
      {edges.map(({ from, to, source, confidence }) => {
        const [start, end] = [layout.boxes.get(from), layout.boxes.get(to)];
        if (!start || !end) return null;
        const isLit = lit === from || lit === to;
        return (
          <path
            key={`${from} ${to}`}
            className={styles.line}
            data-source={source}
            data-confidence={confidence}
            data-lit={lit === undefined ? undefined : isLit}
            d={drawEdge(start, end)}
            markerEnd="url(#needs)"
          />
        );
      })}
    </svg>
  );
}

/** What people say of a service stands beside its state, as everywhere. */
function Mark(props: { node: GraphNode }) {
  const { expectedDown, maintenance } = props.node;
  if (!expectedDown && !maintenance) return null;
  return (
    <span className={styles.mark}>
      {', '}
      <StateIcon state="expected-down" />
      {expectedDown ? STATES['expected-down'].word : 'maintenance'}
    </span>
  );
}

function Box(props: {
  box: PlacedBox;
  node: GraphNode;
  onPoint: (id: string | undefined) => void;
}) {
  const { box, node, onPoint } = props;
  return (
    <li
      className={styles.box}
      data-centre={box.column === 0 || undefined}
      style={{ left: box.x, top: box.y, width: BOX.width, height: BOX.height }}
      title={node.title}
      onMouseEnter={() => onPoint(box.id)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(box.id)}
      onBlur={() => onPoint(undefined)}
    >
      <EntityTabLink
        entityRef={node.entityRef}
        tab="platform"
        className={styles.link}
      >
        <StateIcon state={node.state} />
        <span className={styles.title}>{node.title}</span>
        <span className={styles.state}>
          {STATES[node.state].word}
          {node.stale ? ', stale' : ''}
          <Mark node={node} />
        </span>
      </EntityTabLink>
    </li>
  );
}

function Legend() {
  return (
    <ul className={styles.legend} aria-label="What the lines mean">
      {(
        [
          ['declared', 'certain', 'declared'],
          ['inferred', 'likely', 'inferred from configuration'],
          ['inferred', 'possible', 'only possible'],
        ] as const
      ).map(([source, confidence, words]) => (
        <li key={words}>
          <svg width="36" height="8" aria-hidden="true" focusable="false">
            <path
              d="M0 4H36"
              className={styles.line}
              data-source={source}
              data-confidence={confidence}
            />
          </svg>
          {words}
        </li>
      ))}
      <li>An arrow leads from a service to what it needs.</li>
    </ul>
  );
}

/** On a narrow screen the picture begins at the service that it is about, not at the far left of what needs it. */
function useCentred(centre: PlacedBox | undefined) {
  const ref = useRef<HTMLDivElement>(null);
  const x = centre?.x;
  useEffect(() => {
    const region = ref.current?.parentElement;
    if (!region || x === undefined) return;
    region.scrollLeft = x + BOX.width / 2 - region.clientWidth / 2;
  }, [x]);
  return ref;
}

/** The picture. */
export function DependencyGraph(props: { graph: ServiceGraph }) {
  const { graph } = props;
  const [lit, setLit] = useState<string>();
  const layout = layOut(graph);
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const self = centreOf(graph);
  const centre = self?.title ?? 'it';
  const ref = useCentred(layout.boxes.get(self?.id ?? ''));
  return (
    <div>
      <ScrollRegion label={`Services around ${centre}`}>
        <div
          ref={ref}
          className={styles.picture}
          style={{ width: layout.width, height: layout.height }}
        >
          <Lines edges={graph.edges} layout={layout} lit={lit} />
          {layout.columns.map(boxes => (
            <ul
              key={boxes[0].column}
              className={styles.column}
              aria-label={columnTitle(boxes[0].column, centre)}
            >
              {boxes.map(box => {
                const node = nodes.get(box.id);
                return node ? (
                  <Box key={box.id} box={box} node={node} onPoint={setLit} />
                ) : null;
              })}
            </ul>
          ))}
        </div>
      </ScrollRegion>
      <Legend />
    </div>
  );
}
