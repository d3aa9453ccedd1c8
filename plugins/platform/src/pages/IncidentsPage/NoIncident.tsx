import {
  EmptyState,
  UnknownState,
} from '@254carbon/backstage-plugin-platform-react';

/** No incident: whether that is good depends on what can be seen. */
export function NoIncident(props: {
  /** How many services are known, where that is. */
  known: number | undefined;
  /** Everything that tells of incidents can be read. */
  isWhole: boolean;
}) {
  const { known, isWhole } = props;
  if (known === 0) {
    return (
      <UnknownState title="No service is known">
        So nobody can tell whether there is an incident. They show here as soon
        as a cluster is read.
      </UnknownState>
    );
  }
  return isWhole ? (
    <EmptyState title="No incident now, and none in the last seven days">
      An incident is a service that the portal has seen down or degraded.
    </EmptyState>
  ) : (
    <UnknownState title="No incident is known, and not everything can be read">
      What cannot be read may hide one.
    </UnknownState>
  );
}
