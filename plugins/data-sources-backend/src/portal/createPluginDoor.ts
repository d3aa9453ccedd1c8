import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';

/** A question to another plugin of the portal. */
export interface PluginQuestion {
  plugin: string;
  /** Starts with `/`. */
  path: string;
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** On whose behalf; the plugin's own when absent. */
  credentials?: BackstageCredentials;
  signal?: AbortSignal;
}

/** The way to other plugins of the portal. */
export interface PluginDoor {
  /** The answer as it came, whatever its status. */
  send(question: PluginQuestion): Promise<Response>;
  /**
   * The JSON of the answer; `undefined` for one without content.
   *
   * @throws ResponseError when the plugin answers with an error status.
   */
  ask(question: PluginQuestion): Promise<unknown>;
}

/** Makes the way to other plugins; each question carries a token of the one on whose behalf it is asked. */
export function createPluginDoor(services: {
  auth: AuthService;
  discovery: DiscoveryService;
}): PluginDoor {
  const { auth, discovery } = services;
  const send = async (question: PluginQuestion) => {
    const { plugin, path, method = 'GET', body, signal } = question;
    const onBehalfOf =
      question.credentials ?? (await auth.getOwnServiceCredentials());
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: plugin,
    });
    return fetch(`${await discovery.getBaseUrl(plugin)}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  };
  return {
    send,
    async ask(question) {
      const response = await send(question);
      if (!response.ok) throw await ResponseError.fromResponse(response);
      return response.status === 204 ? undefined : response.json();
    },
  };
}
