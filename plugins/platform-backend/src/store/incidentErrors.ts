import { ConflictError, NotFoundError } from '@backstage/errors';
import { AcknowledgedIncident } from '@254carbon/backstage-plugin-platform-common';

/**
 * The incident, when something can still be said of it.
 *
 * @throws NotFoundError when there is none.
 * @throws ConflictError when it is closed.
 */
export function mustBeOpen(
  id: string,
  incident: AcknowledgedIncident | undefined,
): AcknowledgedIncident {
  if (!incident) {
    throw new NotFoundError(
      `There is no incident "${id}"; compare the list of incidents.`,
    );
  }
  if (incident.closedAt) {
    throw new ConflictError(
      `The incident was closed at ${incident.closedAt}; there is nothing left to acknowledge.`,
    );
  }
  return incident;
}

/** Said when an acknowledgement is withdrawn that is not there. */
export function notAcknowledged(): ConflictError {
  return new ConflictError(
    'Nobody has acknowledged this incident; there is nothing to withdraw.',
  );
}
