/** What is said from outside: challenges of certificates, external addresses, tunnels. */
import { asText, plainPath } from '../../kubernetes';
import { lastKnown, Observation } from '../../model';
import { mapObservation } from '../../telemetry';
import { FactContext, nameOfObject } from './context';
import { observeFact } from './readKinds';
import { readChallengeAnswer } from './externalAnswer';
import { ExternalAnswer, notGiven } from './knowledge';
import { once } from './once';
import { findRoutes, RESOURCES } from './routes';

/** A challenge of a certificate for one of the service's hosts. */
export interface ChallengeFact {
  object: string;
  host: string;
  state: string;
  reason?: string;
  since?: string;
  /** Whether its path leads to the cluster, as seen from outside; absent when nobody knows. */
  reachable?: boolean;
  /** What the path said from outside. */
  said?: string;
}

/** What an external address of the service said from outside; without a status when nobody asked. */
export type ExternalAnswerFact = ExternalAnswer;

function hostsOf(context: FactContext): Set<string> {
  return new Set(findRoutes(context).map(({ host }) => host));
}

/** What the path of challenges for a host said, as far as that is known now. */
function saidOfChallenge(context: FactContext, host: string) {
  const known = context.externalAnswers && lastKnown(context.externalAnswers);
  const answer = known?.fresh
    ? known.value.find(
        one => one.challenge && one.host === host && isOf(context, one),
      )
    : undefined;
  return answer && readChallengeAnswer(answer);
}

function isOf({ service }: FactContext, { cluster }: ExternalAnswer): boolean {
  return cluster === undefined || cluster === service.cluster;
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
        const outside = saidOfChallenge(context, host);
        return [
          {
            object: nameOfObject(object),
            host,
            state: asText(object.status?.state) ?? 'pending',
            ...(reason ? { reason: reason.slice(0, 200) } : {}),
            ...(since ? { since } : {}),
            ...(outside ?? {}),
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

/** The paths of the service by host. */
function pathsByHost(context: FactContext): Map<string, Set<string>> {
  const paths = new Map<string, Set<string>>();
  for (const { host, path } of findRoutes(context)) {
    if (isInsideHost(host)) continue;
    const known = paths.get(host) ?? new Set();
    paths.set(host, known.add(plainPath(path)));
  }
  return paths;
}

/** What the external addresses of the service said from outside. */
export function extractExternalAnswers(
  context: FactContext,
): Observation<readonly ExternalAnswerFact[]> {
  const routes = observeFact(context, RESOURCES, () => [
    ...pathsByHost(context),
  ]);
  const hosts = routes.ok ? routes.value : routes.lastGood?.value;
  if (!hosts) return routes as Observation<never>;
  if (hosts.length === 0) return mapObservation(routes, () => []);
  if (!context.externalAnswers) return notGiven('externalAnswers', context.now);
  return mapObservation(context.externalAnswers, answers =>
    hosts.flatMap(([host, paths]): ExternalAnswerFact[] => {
      const told = answers.filter(
        one =>
          one.host === host &&
          !one.challenge &&
          isOf(context, one) &&
          (one.path === undefined || paths.has(one.path)),
      );
      return told.length > 0 ? told : [{ host }];
    }),
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
