import { ServiceSummary } from '@254carbon/backstage-plugin-platform-common';
import { compareStates } from '@254carbon/backstage-plugin-platform-react';

type Urgent = Pick<ServiceSummary, 'title'> & {
  health: Pick<ServiceSummary['health'], 'state'>;
};

/** Compares two services by urgency, then by name. */
export function compareServices(a: Urgent, b: Urgent): number {
  return (
    compareStates(a.health.state, b.health.state) ||
    a.title.localeCompare(b.title)
  );
}
