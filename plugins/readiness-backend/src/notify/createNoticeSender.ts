import {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Notice, NoticeSender } from './NoticeSender';

const PLUGIN = 'notifications';
/** Longest wait for the notifications plugin, in milliseconds. */
const PATIENCE_MS = 10_000;

function bodyOf(notice: Notice): string {
  const { recipients, except, title, description } = notice;
  const { link, severity, topic, scope } = notice;
  return JSON.stringify({
    recipients: {
      type: 'entity',
      entityRef: [...recipients],
      ...(except ? { excludeEntityRef: except } : {}),
    },
    payload: { title, description, link, severity, topic, scope },
  });
}

/**
 * Makes the sender that speaks to Backstage's plugin `notifications` over HTTP, with this plugin's own identity. Whether it is
 * installed is seen by its answer, so that it works wherever that plugin runs.
 */
export function createNoticeSender(options: {
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
}): NoticeSender {
  const { auth, discovery, logger } = options;
  let saidMissing = false;
  const post = async (notice: Notice) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: PLUGIN,
    });
    return fetch(await discovery.getBaseUrl(PLUGIN), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
      },
      body: bodyOf(notice),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  };
  return {
    async send(notice) {
      if (notice.recipients.length === 0) return 'failed';
      try {
        const response = await post(notice);
        if (response.ok) return 'sent';
        if (response.status !== 404) {
          logger.warn(
            `The notice "${notice.title}" was not taken: the notifications plugin answered ${response.status}.`,
          );
          return 'failed';
        }
        if (!saidMissing) {
          saidMissing = true;
          logger.info(
            'Nobody is told of readiness: the notifications plugin is not installed; add @backstage/plugin-notifications-backend to the backend.',
          );
        }
        return 'not-installed';
      } catch (error) {
        logger.warn(
          `The notice "${notice.title}" could not be sent`,
          error as Error,
        );
        return 'failed';
      }
    },
  };
}
