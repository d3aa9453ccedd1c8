import {
  LocatedProblem,
  ManifestList,
} from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  FilteredTable,
  Panel,
  QueryView,
  StaleNotice,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { useManifests } from '../../hooks/useReaders';
import {
  NOT_RENDERED,
  problemInWords,
  PROBLEM_COLUMNS,
  PROBLEMS,
  SOURCES,
} from './manifestColumns';
import { ReadersFrame } from './ReadersFrame';

function optionsOf(
  values: readonly string[],
  wordOf: (value: string) => string = value => value,
) {
  return [...new Set(values)]
    .sort()
    .map(value => ({ value, label: wordOf(value) }));
}

function Problems(props: { problems: readonly LocatedProblem[] }) {
  const { problems } = props;
  const list = useUrlFilters(PROBLEMS, problems);
  if (problems.length === 0) {
    return (
      <EmptyState title="No file has a problem">
        Every file that was read could be understood.
      </EmptyState>
    );
  }
  return (
    <FilteredTable
      list={list}
      what="problems"
      label="Problems in manifests"
      columns={PROBLEM_COLUMNS}
      rowKey={({ source, path, line, message }) =>
        `${source} ${path}:${line} ${message}`
      }
      placeholder="path, problem or cure"
      choices={[
        {
          filter: 'kind',
          label: 'Problem',
          options: optionsOf(
            problems.map(({ kind }) => kind),
            problemInWords,
          ),
        },
        {
          filter: 'source',
          label: 'Source',
          options: optionsOf(problems.map(({ source }) => source)),
        },
      ]}
      noMatch="No problem fits the search and the filters"
    />
  );
}

function Manifests(props: { list: ManifestList }) {
  const { sources, problems, notRendered, caveats } = props.list;
  if (sources.length === 0) {
    return (
      <EmptyState title="No manifests are read">
        Name a folder or a repository under <code>platform.manifests</code> in
        the portal&apos;s configuration; then every object knows where it was
        declared.
      </EmptyState>
    );
  }
  return (
    <>
      {caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
      <Panel title="Sources">
        <DataTable
          label="Sources of manifests"
          columns={SOURCES}
          rows={sources}
          rowKey={({ name }) => name}
          empty={null}
        />
      </Panel>
      <Panel title="Problems by path and line">
        <Problems problems={problems} />
      </Panel>
      <Panel title="Not rendered, and not guessed">
        <DataTable
          label="Templates that were not rendered"
          columns={NOT_RENDERED}
          rows={notRendered}
          rowKey={({ source, path, reason }) => `${source} ${path} ${reason}`}
          empty={
            <EmptyState title="Everything that is a template was rendered" />
          }
        />
      </Panel>
    </>
  );
}

/** What is read from manifests, what is wrong in them and where, and what could not be rendered. */
export function ManifestsPage() {
  const query = useManifests();
  return (
    <ReadersFrame page="/manifests" loadedAt={query.loadedAt}>
      <QueryView
        query={query}
        what="the manifests"
        permission="platform.cluster.read"
        rows={12}
      >
        {list => <Manifests list={list} />}
      </QueryView>
    </ReadersFrame>
  );
}
