import { ReactNode } from 'react';
import { ReadinessPending } from '@254carbon/backstage-plugin-platform-common';
import {
  NotJudgedState,
  Query,
  QueryView,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';
import { READ_PERMISSION } from '../../hooks/useReadiness';

type Answer =
  | { state: 'judged' }
  | ReadinessPending
  | { state: 'missing'; reason: string };

/**
 * Shows something of readiness in whatever state it is: skeleton, forbidden, failed, not judged (yet) with
 * the reason, or judged.
 */
export function ReadinessView<A extends Answer>(props: {
  query: Query<A>;
  /** What is read, in the reader's words. */
  what: string;
  rows?: number;
  /** Title when there is no such thing. */
  missing?: string;
  children: (judged: Extract<A, { state: 'judged' }>) => ReactNode;
}) {
  const { query, what, rows, missing = 'Not judged', children } = props;
  return (
    <QueryView
      query={query}
      what={what}
      permission={READ_PERMISSION}
      rows={rows}
    >
      {data => {
        if (data.state === 'judged')
          return children(data as Extract<A, { state: 'judged' }>);
        return data.state === 'missing' ? (
          <UnknownState title={missing}>{data.reason}</UnknownState>
        ) : (
          <NotJudgedState pending={data} />
        );
      }}
    </QueryView>
  );
}
