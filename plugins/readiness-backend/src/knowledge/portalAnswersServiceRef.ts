/**
 * What the portal's other plugins tell of the platform: the catalog its runbooks, the data-sources plugin the tables of the lake. They are asked by
 * whoever judges, and answer in their own time.
 */
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  LakeListing,
  Observation,
} from '@254carbon/backstage-plugin-platform-common';
import { createBell } from '../tasks/createBell';
import { LookedAt, watchAnswer } from '../tasks/FirstLook';
import { createLakeReader } from './createLakeReader';
import { createRunbookReader, KnownRunbooks } from './createRunbookReader';

/** See above. Nothing here rejects. */
export interface PortalAnswers {
  readRunbooks: () => Promise<KnownRunbooks>;
  readLake: () => Promise<Observation<LakeListing>>;
  /** Calls the listener when an answer came too late for the judgement that asked. */
  onChange(listener: () => void): void;
}

/** The answers of the portal's other plugins; tests put others in their place. */
export const portalAnswersServiceRef = createServiceRef<PortalAnswers>({
  id: 'readiness.portal-answers',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
      },
      factory: given => {
        const late = createBell();
        const options = { ...given, now: Date.now, onLate: late.ring };
        return {
          readRunbooks: createRunbookReader(options),
          readLake: createLakeReader(options),
          onChange: late.onChange,
        };
      },
    }),
});

/** Whether an answer came, or nobody is there to give one. */
function isTold(answer: Observation<unknown> | undefined): boolean {
  return answer !== undefined && (answer.ok || answer.failure === 'not-asked');
}

/** The answers as parts of the first look. */
export function lookAtAnswers({
  readRunbooks,
  readLake,
}: PortalAnswers): LookedAt[] {
  return [
    {
      what: 'the runbooks of the catalog',
      isDone: watchAnswer({ ask: readRunbooks, isTelling: isTold }),
    },
    {
      what: 'the tables of the lake',
      isDone: watchAnswer({ ask: readLake, isTelling: isTold }),
    },
  ];
}
