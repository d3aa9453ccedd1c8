import { Incident } from '@254carbon/backstage-plugin-platform-common';
import { HandlerContext } from '@254carbon/backstage-plugin-platform-node';
import { checkRecorded, showIncident, stamp } from './acknowledgeIncident';
import { RouteSources } from './types';

/** `DELETE /incidents/:id/acknowledge`. */
export function createWithdrawAcknowledgement(
  sources: Pick<RouteSources, 'view' | 'stores' | 'announcer' | 'now'>,
) {
  const { stores, announcer, now } = sources;
  return async (
    { params }: { params: { id: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<Incident> => {
    checkRecorded(params.id);
    const incident = await stores.incidents.withdraw(
      params.id,
      stamp(credentials, now),
    );
    tell({ serviceId: incident.serviceId });
    announcer.tell('acknowledged', incident);
    return showIncident(incident, sources);
  };
}
