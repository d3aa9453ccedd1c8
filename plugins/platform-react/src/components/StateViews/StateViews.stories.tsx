import {
  EmptyState,
  FailedState,
  ForbiddenState,
  LoadingState,
  NotJudgedState,
  StaleNotice,
  UnknownState,
} from '.';

export default { title: 'StateViews', component: EmptyState };

export const Loading = {
  render: () => <LoadingState label="Reading the services" />,
};
export const Empty = {
  render: () => (
    <EmptyState title="No change in the last hour">
      Watching since 08:00.
    </EmptyState>
  ),
};
export const Unknown = {
  render: () => (
    <UnknownState title="Not judged yet">
      The first run is due in a minute.
    </UnknownState>
  ),
};
export const FirstLook = {
  render: () => (
    <NotJudgedState
      pending={{
        state: 'pending',
        reason: 'The first look at the platform is under way.',
        firstLook: {
          since: '2025-10-24T17:26:00.000Z',
          until: '2025-10-24T17:28:00.000Z',
          parts: [
            { what: 'the clusters', done: true },
            { what: 'the services themselves', done: false },
          ],
        },
      }}
    />
  ),
};
export const Failed = {
  render: () => (
    <FailedState
      title="Could not read the services"
      error={new Error('503')}
      onRetry={() => {}}
    />
  ),
};
export const Forbidden = {
  render: () => (
    <ForbiddenState
      title="You may not see it"
      permission="platform.service.read"
    />
  ),
};
export const Stale = {
  render: () => (
    <StaleNotice
      since="2025-10-24T17:26:00.000Z"
      reason="The cluster does not answer."
    />
  ),
};
