import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { Component, ErrorInfo, ReactNode, useId } from 'react';
import { Query, reasonOf } from '../../hooks/useQuery';
import {
  FailedState,
  ForbiddenState,
  LoadingState,
  StaleNotice,
} from '../StateViews';

class PanelBoundary extends Component<
  {
    title: string;
    children: ReactNode;
    onError?: (error: Error, info: ErrorInfo) => void;
  },
  { error?: Error }
> {
  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override state: { error?: Error } = {};

  override componentDidCatch(error: Error, info: ErrorInfo) {
    this.props.onError?.(error, info);
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <FailedState
        title={`${this.props.title} could not be shown`}
        error={error}
        onRetry={() => this.setState({ error: undefined })}
      />
    );
  }
}

/** A titled card; when what is inside breaks, the card says so and the page goes on. */
export function Panel(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card role="region" aria-labelledby={id}>
      <CardHeader>
        <div
          style={{
            display: 'flex',
            justifyContent: 'space-between',
            gap: 8,
            flexWrap: 'wrap',
          }}
        >
          <Text as="h2" variant="title-x-small" id={id}>
            {props.title}
          </Text>
          {props.actions}
        </div>
      </CardHeader>
      <CardBody>
        <PanelBoundary title={props.title}>{props.children}</PanelBoundary>
      </CardBody>
    </Card>
  );
}

/**
 * Shows a query in whatever state it is: skeleton, forbidden, failed, or the data, with a notice above
 * it when the newest attempt failed and the data is from before.
 */
export function QueryView<T>(props: {
  query: Query<T>;
  /** What is being read, in the reader's words: `the services of the platform`. */
  what: string;
  /** Name of the permission that reading needs. */
  permission: string;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { query, what, permission, rows, children } = props;
  if (query.forbidden) {
    return (
      <ForbiddenState
        title={`You may not see ${what}`}
        permission={permission}
      />
    );
  }
  if (query.data === undefined) {
    return query.error ? (
      <FailedState
        title={`Could not read ${what}`}
        error={query.error}
        onRetry={query.reload}
        retrying={query.loading}
      />
    ) : (
      <LoadingState label={`Reading ${what}`} rows={rows} />
    );
  }
  return (
    <>
      {query.error ? (
        <StaleNotice
          since={query.loadedAt}
          reason={`Reading ${what} fails at present: ${reasonOf(query.error)}`}
        />
      ) : null}
      {children(query.data)}
    </>
  );
}
