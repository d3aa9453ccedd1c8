import { Service } from '@254carbon/backstage-plugin-platform-common';
import { compareStates } from '@254carbon/backstage-plugin-platform-react';

/** Compares two services by urgency, then by name. */
export function compareServices(a: Service, b: Service): number {
  return (
    compareStates(a.health.state, b.health.state) ||
    a.title.localeCompare(b.title)
  );
}
