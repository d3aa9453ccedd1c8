import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  AcknowledgedIncident,
  describeIncidents,
  Incident,
} from '@254carbon/backstage-plugin-platform-common';
import {
  HandlerContext,
  nameOf,
} from '@254carbon/backstage-plugin-platform-node';
import { RouteSources } from './types';

type Sources = Pick<RouteSources, 'view' | 'stores' | 'announcer' | 'now'>;

/** An incident beside what is seen of its service now. */
export async function showIncident(
  incident: AcknowledgedIncident,
  { view, now }: Sources,
): Promise<Incident> {
  const { services } = await view.current();
  const found = describeIncidents({ recorded: [incident], services }, now());
  return found.find(({ id }) => id === incident.id)!;
}

/** @throws ConflictError when the incident has no stable identity yet. */
export function checkRecorded(id: string): void {
  if (!id.endsWith('.now')) return;
  throw new ConflictError(
    'This began a few seconds ago and is not recorded yet; try again in a moment.',
  );
}

/** Who says something, and when. */
export function stamp(credentials: BackstageCredentials, now: () => number) {
  return { by: nameOf(credentials), at: new Date(now()).toISOString() };
}

/** `POST /incidents/:id/acknowledge`. */
export function createAcknowledgeIncident(sources: Sources) {
  const { stores, announcer, now } = sources;
  return async (
    input: { params: { id: string }; body: { note: string } },
    { credentials, tell }: HandlerContext,
  ): Promise<Incident> => {
    const { id } = input.params;
    const { note } = input.body;
    checkRecorded(id);
    const incident = await stores.incidents.acknowledge(id, {
      ...stamp(credentials, now),
      note,
    });
    tell({ serviceId: incident.serviceId, note });
    announcer.tell('acknowledged', incident);
    return showIncident(incident, sources);
  };
}
