/** What is said from outside: challenges of certificates, external addresses, tunnels. */
import { asText } from '../../kubernetes';
import { Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOfObject } from './context';
import { observeFact } from './readKinds';
import { notGiven } from './knowledge';
import { once } from './once';
import { findRoutes, RESOURCES } from './routes';

/** A challenge of a certificate for one of the service's hosts. */
export interface ChallengeFact {
  object: string;
  host: string;
  state: string;
  reason?: string;
  since?: string;
}

/** What an external address of the service said from outside. */
export interface ExternalAnswerFact {
  host: string;
  /** Absent when nobody asked. */
  status?: number;
  reason?: string;
}

function hostsOf(context: FactContext): Set<string> {
  return new Set(findRoutes(context).map(({ host }) => host));
}

/** The challenges of certificates for hosts of the service. */
export function extractChallenges(
  context: FactContext,
): Observation<readonly ChallengeFact[]> {
  const { index, service } = context;
  return observeFact(
    context,
    [...RESOURCES, 'acme.cert-manager.io/challenges'],
    () => {
      const hosts = hostsOf(context);
      return index.byKind('Challenge').flatMap(({ cluster, object }) => {
        const host = asText(object.spec?.dnsName) ?? '';
        if (cluster !== service.cluster || !hosts.has(host)) return [];
        const reason = asText(object.status?.reason);
        const since = object.metadata.creationTimestamp;
        return [
          {
            object: nameOfObject(object),
            host,
            state: asText(object.status?.state) ?? 'pending',
            ...(reason ? { reason: reason.slice(0, 200) } : {}),
            ...(since ? { since } : {}),
          },
        ];
      });
    },
  );
}

const INSIDE =
  /(^\*$|^localhost$|\.(local|internal|svc|lan|test|localhost|home\.arpa)$|^[^.]+$)/;

/** Whether a host is for the inside only. */
export function isInsideHost(host: string): boolean {
  return INSIDE.test(host);
}

/** What the external addresses of the service said from outside. */
export function extractExternalAnswers(
  context: FactContext,
): Observation<readonly ExternalAnswerFact[]> {
  const routes = observeFact(context, RESOURCES, () =>
    [...hostsOf(context)].filter(host => !isInsideHost(host)),
  );
  const hosts = routes.ok ? routes.value : routes.lastGood?.value;
  if (!hosts) return routes as Observation<never>;
  if (hosts.length === 0) return mapObservation(routes, () => []);
  if (!context.externalAnswers) return notGiven('externalAnswers', context.now);
  return mapObservation(context.externalAnswers, answers =>
    hosts.map(host => answers.find(one => one.host === host) ?? { host }),
  );
}

/** Tunnels of the cluster that bring outside traffic in. */
export function extractTunnels(
  context: FactContext,
): Observation<readonly string[]> {
  const { index, service } = context;
  return observeFact(context, ['apps/deployments', 'apps/daemonsets'], () =>
    once(index, `tunnels ${service.cluster}`, () =>
      ['Deployment', 'DaemonSet']
        .flatMap(kind => index.byKind(kind))
        .filter(
          ({ cluster, object }) =>
            cluster === service.cluster &&
            /cloudflared|cloudflare-tunnel|ngrok|frpc/.test(
              object.metadata.name,
            ),
        )
        .map(({ object }) => nameOfObject(object)),
    ),
  );
}
