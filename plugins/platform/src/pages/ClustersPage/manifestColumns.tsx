import {
  LocatedNotRendered,
  LocatedProblem,
  ManifestSource,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  defineList,
  Freshness,
  Sentence,
  StateIcon,
} from '@254carbon/backstage-plugin-platform-react';

/** Columns of the sources. */
export const SOURCES: readonly Column<ManifestSource>[] = [
  {
    title: 'Source',
    width: 240,
    cell: ({ name, type, location, ok, revision }) => (
      <>
        <StateIcon state={ok ? 'good' : 'bad'} /> {name}
        <CellNote>
          {type}, {location}
          {revision ? ` at ${revision.slice(0, 12)}` : ''}
        </CellNote>
      </>
    ),
  },
  {
    title: 'State',
    width: 240,
    cell: ({ ok, reason, since }) =>
      ok ? (
        'read'
      ) : (
        <>
          cannot be read since <Freshness at={since} />
          <CellNote>{reason}</CellNote>
        </>
      ),
  },
  {
    title: 'Read',
    width: 110,
    cell: ({ observedAt }) => <Freshness at={observedAt} never="never" />,
  },
  {
    title: 'Files',
    width: 70,
    numeric: true,
    cell: ({ counts }) => counts.files,
  },
  {
    title: 'Objects',
    width: 80,
    numeric: true,
    cell: ({ counts }) => counts.objects,
  },
  {
    title: 'Problems',
    width: 90,
    numeric: true,
    cell: ({ counts }) => counts.problems,
  },
  {
    title: 'Not rendered',
    width: 90,
    numeric: true,
    cell: ({ counts }) => counts.notRendered,
  },
];

/** The problems and what can be asked of them. */
export const PROBLEMS = defineList({
  words: ({ path, message, cure, kind, source }: LocatedProblem) => [
    path,
    message,
    cure,
    kind,
    source,
  ],
  filters: {
    kind: problem => problem.kind,
    source: problem => problem.source,
  },
  orders: {
    place: problem => [problem.path, problem.line],
    kind: problem => problem.kind,
  },
  initial: { sort: 'place', descending: false },
  tieBreak: problem => `${problem.source} ${problem.message}`,
});

/** `unresolved source` of `unresolved-source`. */
export function problemInWords(kind: string): string {
  return kind.replace(/-/g, ' ');
}

/** Columns of the problems. */
export const PROBLEM_COLUMNS: readonly Column<
  LocatedProblem,
  keyof typeof PROBLEMS.orders
>[] = [
  {
    title: 'Place',
    width: 260,
    sort: 'place',
    cell: ({ path, line, source }) => (
      <>
        <code>
          {path}:{line}
        </code>
        <CellNote>{source}</CellNote>
      </>
    ),
  },
  {
    title: 'Problem',
    width: 120,
    sort: 'kind',
    cell: ({ kind }) => problemInWords(kind),
  },
  {
    title: 'What is wrong, and what to do',
    width: 380,
    cell: ({ message, cure }) => (
      <>
        <Sentence>{message}</Sentence>
        <CellNote>
          <Sentence>{cure}</Sentence>
        </CellNote>
      </>
    ),
  },
];

/** Columns of what was not rendered. */
export const NOT_RENDERED: readonly Column<LocatedNotRendered>[] = [
  {
    title: 'Place',
    width: 260,
    cell: ({ path, source }) => (
      <>
        <code>{path || '.'}</code>
        <CellNote>{source}</CellNote>
      </>
    ),
  },
  { title: 'What', width: 120, cell: ({ kind }) => kind },
  {
    title: 'Why its objects are not known',
    width: 380,
    cell: ({ reason }) => <Sentence>{reason}</Sentence>,
  },
];
