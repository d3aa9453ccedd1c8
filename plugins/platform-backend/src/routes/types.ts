import {
  PlatformInventory,
  PlatformServices,
  PlatformTelemetry,
} from '@254carbon/backstage-plugin-platform-node';
import { PlatformStores } from '../store/PlatformStores';
import { IncidentAnnouncer } from '../tasks/announceIncidents';
import { ConfirmationApplier } from '../tasks/applyConfirmations';
import { CatalogView } from '../view/createCatalogView';
import { DeclaredView } from '../view/createDeclaredView';
import { PlatformView } from '../view/createView';

/** What the handlers of the routes answer from. */
export interface RouteSources {
  view: PlatformView;
  catalog: CatalogView;
  declared: DeclaredView;
  inventory: PlatformInventory;
  services: PlatformServices;
  telemetry: PlatformTelemetry;
  stores: PlatformStores;
  announcer: IncidentAnnouncer;
  confirmations: ConfirmationApplier;
  /** Milliseconds since the epoch. */
  now: () => number;
}
