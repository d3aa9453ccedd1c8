/*
 * How a step of a template tells what it made outside of the portal, and asks whether it may use a name. What is told is
 * remembered by the `data-sources` plugin, so that a task that fails half-way can be undone from its page.
 */
import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError, ResponseError } from '@backstage/errors';
import {
  createContractClient,
  dataSourcesContract,
  Effect,
  Reservation,
  ReservationRequest,
} from '@254carbon/backstage-plugin-platform-common';

/** What an action says; `made` is true unless it only found the thing. */
export type EffectWish = Omit<Effect, 'made'> & { made?: boolean };

/** Tells the portal what a task made. */
export interface EffectRecorder {
  /**
   * Remembers an effect, as soon as it stands. The same thing twice is one entry. It never fails the step: what was made is made,
   * and a step that fails after it would leave it behind without a trace; that it could not be remembered is logged.
   *
   * @returns whether it is remembered.
   */
  record(effect: EffectWish): Promise<boolean>;
  /**
   * Holds a name for a task; without a task (dry run) it is only looked whether it is free.
   *
   * @returns undefined in a portal without the `data-sources` plugin, which holds no names.
   * @throws ConflictError naming who has it; NotAllowedError when production has no second person yet.
   */
  reserve(request: ReservationRequest): Promise<Reservation | undefined>;
}

/** True when there is no such plugin, as opposed to one that says no. */
function isAbsent(error: unknown): boolean {
  return (
    error instanceof NotFoundError ||
    (error instanceof ResponseError && error.response.status === 404)
  );
}

/** Makes a recorder for actions of the scaffolder; only the scaffolder's own credentials are taken on the other side. */
export function createEffectRecorder(services: {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: Pick<LoggerService, 'warn'>;
}): EffectRecorder {
  const { auth, discovery, logger } = services;
  const client = createContractClient({
    contract: dataSourcesContract,
    baseUrl: () => discovery.getBaseUrl(dataSourcesContract.pluginId),
    fetch: async (url, init) => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: dataSourcesContract.pluginId,
      });
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    },
  });
  return {
    async record(effect) {
      try {
        await client.recordEffect({ body: effect });
        return true;
      } catch (error) {
        logger.warn(
          `The ${effect.kind} ${effect.ref} of task ${effect.taskId} could not be remembered and cannot be undone from its page: ${error}`,
        );
        return false;
      }
    },
    async reserve(request) {
      try {
        return await client.reserve({ body: request });
      } catch (error) {
        if (isAbsent(error)) return undefined;
        // What people read is what the portal said, not that a request failed.
        throw error instanceof ResponseError ? error.cause : error;
      }
    },
  };
}
