import { createAcknowledgeIncident } from './acknowledgeIncident';
import { createDeclare } from './declare';
import { createExplainObject } from './explainObject';
import { createFindObjects } from './findObjects';
import { createGetDrift } from './getDrift';
import { createGetService } from './getService';
import { createListChanges } from './listChanges';
import { createListClusters } from './listClusters';
import { createListDeclarations } from './listDeclarations';
import { createListIncidents } from './listIncidents';
import { createListManifests } from './listManifests';
import { createListServices } from './listServices';
import { createListTelemetry } from './listTelemetry';
import { createReleaseCluster } from './releaseCluster';
import { RouteSources } from './types';
import { createWithdrawAcknowledgement } from './withdrawAcknowledgement';
import { createWithdrawDeclaration } from './withdrawDeclaration';

/** The table of handlers, one a route of the contract. */
export function createHandlers(sources: RouteSources) {
  return {
    listServices: createListServices(sources),
    getService: createGetService(sources),
    listChanges: createListChanges(sources),
    listIncidents: createListIncidents(sources),
    acknowledgeIncident: createAcknowledgeIncident(sources),
    withdrawAcknowledgement: createWithdrawAcknowledgement(sources),
    listDeclarations: createListDeclarations(sources),
    declare: createDeclare(sources),
    withdrawDeclaration: createWithdrawDeclaration(sources),
    findObjects: createFindObjects(sources),
    explainObject: createExplainObject(sources),
    listClusters: createListClusters(sources),
    releaseCluster: createReleaseCluster(sources),
    listManifests: createListManifests(sources),
    getDrift: createGetDrift(sources),
    listTelemetry: createListTelemetry(sources),
  };
}
