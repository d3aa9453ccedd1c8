/**
 * The same capabilities for agents: typed, permissioned, audited. They only read; what changes something is
 * for people, or for an agent with a token of its own (see the README).
 */
import {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  platformObjectReadPermission,
  platformServiceReadPermission,
} from '@254carbon/backstage-plugin-platform-common';
import { createExplainObject } from '../routes/explainObject';
import { createListIncidents } from '../routes/listIncidents';
import { RouteSources } from '../routes/types';

/** What registering needs. */
export interface RegisterOptions {
  registry: ActionsRegistryService;
  permissions: PermissionsService;
  auditor: AuditorService;
  sources: RouteSources;
}

function createGate({ permissions, auditor }: RegisterOptions) {
  return async <T>(options: {
    name: string;
    permission: BasicPermission;
    credentials: BackstageCredentials;
    run: () => Promise<T>;
  }): Promise<T> => {
    const { name, permission, credentials, run } = options;
    const event = await auditor.createEvent({
      eventId: `action-${name}`,
      severityLevel: 'low',
      meta: { permission: permission.name },
    });
    try {
      const [{ result }] = await permissions.authorize([{ permission }], {
        credentials,
      });
      if (result !== AuthorizeResult.ALLOW) {
        throw new NotAllowedError(
          `This needs the permission ${permission.name}; ask the owner of the permission policy for it.`,
        );
      }
      const value = await run();
      await event.success();
      return value;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw error;
    }
  };
}

type Gate = ReturnType<typeof createGate>;

const READING = { readOnly: true, idempotent: true, destructive: false };

function registerWhy({ registry, sources }: RegisterOptions, gate: Gate) {
  const explain = createExplainObject(sources);
  registry.register({
    name: 'why',
    title: 'Why is this object (not) in the portal?',
    description:
      'Explains, step by step and with evidence, why a Kubernetes object is or is not in the catalog, and what to change to get another result.',
    attributes: READING,
    visibilityPermission: platformObjectReadPermission,
    schema: {
      input: z =>
        z.object({
          object: z
            .string()
            .describe(
              '<kind>/<namespace>/<name>, or a name: Deployment/data/trino',
            ),
          cluster: z.string().optional(),
        }),
      output: z => z.object({ why: z.record(z.unknown()) }),
    },
    action: async ({ input, credentials }) => {
      const why = await gate({
        name: 'why',
        permission: platformObjectReadPermission,
        credentials,
        run: () => explain({ query: input }),
      });
      return { output: { why } };
    },
  });
}

function registerIncidents({ registry, sources }: RegisterOptions, gate: Gate) {
  const list = createListIncidents(sources);
  registry.register({
    name: 'incidents',
    title: 'What is down or degraded',
    description:
      'Lists services that are down or degraded now: since when, why, who owns them, who has seen it, what is expected; and services of which nobody can say.',
    attributes: READING,
    visibilityPermission: platformServiceReadPermission,
    schema: {
      input: z =>
        z.object({
          closedMinutes: z
            .number()
            .int()
            .min(0)
            .max(10_080)
            .default(0)
            .describe('Also incidents that were closed in so many minutes'),
        }),
      output: z => z.object({ incidents: z.record(z.unknown()) }),
    },
    action: async ({ input, credentials }) => {
      const incidents = await gate({
        name: 'incidents',
        permission: platformServiceReadPermission,
        credentials,
        run: () => list({ query: input }),
      });
      return { output: { incidents } };
    },
  });
}

/** Registers `why` and `incidents` as actions of the plugin (`platform:why`, `platform:incidents`). */
export function registerActions(options: RegisterOptions): void {
  const gate = createGate(options);
  registerWhy(options, gate);
  registerIncidents(options, gate);
}
