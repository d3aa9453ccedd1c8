import { PlatformServices } from '@254carbon/backstage-plugin-platform-node';
import { ChangeStore } from '../store/ChangeStore';

/** What the handlers of the routes answer from. */
export interface RouteSources {
  services: PlatformServices;
  store: ChangeStore;
  /** Milliseconds since the epoch. */
  now: () => number;
}
