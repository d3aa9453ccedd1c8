import { NotFoundError } from '@backstage/errors';
import { DeclarationRequest } from '@254carbon/backstage-plugin-platform-common';
import { RouteSources } from './types';

type ById = { params: { id: string } };

/**
 * The service that a request is about, for routes whose permission depends on it. An incident that is
 * not recorded yet carries the service in its id.
 */
export function createResourceOf({ stores }: Pick<RouteSources, 'stores'>) {
  const serviceOfIncident = async ({ params }: ById) => {
    if (params.id.endsWith('.now')) return params.id.slice(0, -'.now'.length);
    const incident = await stores.incidents.find(params.id);
    if (incident) return incident.serviceId;
    throw new NotFoundError(
      `There is no incident "${params.id}"; compare the list of incidents.`,
    );
  };
  return {
    acknowledgeIncident: serviceOfIncident,
    withdrawAcknowledgement: serviceOfIncident,
    declare: async ({ body }: { body: DeclarationRequest }) => body.serviceId,
    withdrawDeclaration: async ({ params }: ById) => {
      const declaration = await stores.declarations.find(params.id);
      if (declaration) return declaration.serviceId;
      throw new NotFoundError(
        `There is no declaration "${params.id}"; compare the list of declarations.`,
      );
    },
  };
}
