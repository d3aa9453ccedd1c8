import { ServiceDetail } from '@254carbon/backstage-plugin-platform-common';
import { EmptyState, Panel } from '@254carbon/backstage-plugin-platform-react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { DependencyGraph } from '../components/DependencyGraph';
import { DependencyTable } from '../components/DependencyTable';

const VIEW = 'dependencies';

/** Picture or list, kept in the address. */
function useView() {
  const [query, setQuery] = useSearchParams();
  const isList = query.get(VIEW) === 'list';
  const show = (view: string) =>
    setQuery(
      before => {
        const next = new URLSearchParams(before);
        if (view === 'list') next.set(VIEW, 'list');
        else next.delete(VIEW);
        return next;
      },
      { replace: true },
    );
  return { isList, show };
}

/** What it needs and what needs it: as a picture, or as a list with the evidence of every edge. */
export function DependenciesPanel(props: { detail: ServiceDetail }) {
  const { graph, service } = props.detail;
  const { isList, show } = useView();
  const isAlone = graph.edges.length === 0;
  return (
    <Panel
      title="What it needs, and what needs it"
      actions={
        isAlone ? null : (
          <ToggleButtonGroup
            aria-label="Show dependencies as"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[isList ? 'list' : 'picture']}
            onSelectionChange={keys => show(String([...keys][0]))}
          >
            <ToggleButton id="picture">Picture</ToggleButton>
            <ToggleButton id="list">List with evidence</ToggleButton>
          </ToggleButtonGroup>
        )
      }
    >
      {isAlone ? (
        <EmptyState title={`${service.title} is not known to need anything`}>
          Nor is anything known to need it. Declare a dependency with the
          annotation <code>254carbon.com/depends-on</code> on a workload.
        </EmptyState>
      ) : null}
      {!isAlone && isList ? <DependencyTable graph={graph} /> : null}
      {!isAlone && !isList ? <DependencyGraph graph={graph} /> : null}
    </Panel>
  );
}
