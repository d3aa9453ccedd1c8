import {
  DependencyEvidence,
  GraphEdge,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  DataTable,
  EmptyState,
  EntityTabLink,
} from '@254carbon/backstage-plugin-platform-react';
import { centreOf, ServiceGraph } from '../../graph/ServiceGraph';
import styles from './DependencyTable.module.css';

const SOURCES = {
  declared: 'declared: somebody wrote it down',
  inferred: 'inferred: the configuration shows it',
} as const;

const CONFIDENCES = {
  certain: 'certain',
  likely: 'likely',
  possible: 'possible; not counted in what breaks',
} as const;

function EvidenceItem(props: { evidence: DependencyEvidence }) {
  const { what, object, path, source } = props.evidence;
  return (
    <li>
      {what}
      <CellNote>
        {source}, {object}
        {path ? `, ${path}` : ''}
      </CellNote>
    </li>
  );
}

function columnsOf(graph: ServiceGraph): readonly Column<GraphEdge>[] {
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const linkTo = (id: string) => {
    const node = nodes.get(id);
    return node ? (
      <EntityTabLink entityRef={node.entityRef} tab="platform">
        {node.title}
      </EntityTabLink>
    ) : (
      id
    );
  };
  return [
    { title: 'Service', width: 130, cell: ({ from }) => linkTo(from) },
    { title: 'Needs', width: 130, cell: ({ to }) => linkTo(to) },
    {
      title: 'How it is known',
      width: 150,
      cell: ({ source, confidence }) => (
        <>
          {CONFIDENCES[confidence]}
          <CellNote>{SOURCES[source]}</CellNote>
        </>
      ),
    },
    {
      title: 'Evidence',
      width: 340,
      cell: ({ evidence }) => (
        <ul className={styles.evidence}>
          {evidence.map(item => (
            <EvidenceItem
              key={`${item.object} ${item.path} ${item.what}`}
              evidence={item}
            />
          ))}
        </ul>
      ),
    },
  ];
}

/** Edges of the centre come first, then the rest by name. */
function compareEdges(centre: string | undefined) {
  const rank = ({ from, to }: GraphEdge) =>
    from === centre || to === centre ? 0 : 1;
  return (a: GraphEdge, b: GraphEdge) =>
    rank(a) - rank(b) ||
    a.from.localeCompare(b.from) ||
    a.to.localeCompare(b.to);
}

/** Every edge of the graph with its source, confidence and evidence; says the same as the picture. */
export function DependencyTable(props: { graph: ServiceGraph }) {
  const { graph } = props;
  return (
    <DataTable
      label="Dependencies and their evidence"
      columns={columnsOf(graph)}
      rows={[...graph.edges].sort(compareEdges(centreOf(graph)?.id))}
      rowKey={({ from, to }) => `${from} ${to}`}
      empty={
        <EmptyState title="No dependency is known">
          Nothing in profiles, annotations, environment, configuration or
          network policies names another service. Declare one with the
          annotation <code>254carbon.com/depends-on</code> on a workload.
        </EmptyState>
      }
    />
  );
}
