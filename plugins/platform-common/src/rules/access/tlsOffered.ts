import { isInsideHost } from '../facts/answers';
import { bad, examineRule, good, open } from '../examine';

/** What is reached from outside is offered over TLS. */
export const tlsOffered = examineRule({
  id: 'tls-offered',
  version: 2,
  category: 'access',
  title: 'Its external addresses are offered over TLS',
  why: 'Without TLS every password that people type can be read on the way.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services with an external address' },
  facts: ['routes', 'tunnels'],
  expected: 'TLS for every external host',
  good: 'Every external host has TLS.',
  none: 'It has no external host.',
  remedy: {
    text: 'Add the host to spec.tls of the Ingress with a certificate of its issuer.',
    runbook: 'certificate-pending',
  },
  about: routes => routes.some(({ host }) => !isInsideHost(host)),
  look: ({ routes, tunnels }) =>
    routes
      .filter(({ host }) => !isInsideHost(host))
      .map(({ object, host, tls, tlsUnseen }) => {
        if (tls) return good(object, `${host} has TLS`);
        if (tlsUnseen)
          return open(
            object,
            `what its route leads through is not known here, and decides whether ${host} has TLS`,
          );
        return tunnels.length > 0
          ? open(
              [object, ...tunnels],
              `${host} has no TLS of its own; whether it ends at ${tunnels[0]} is not seen`,
            )
          : bad(object, `${host} has no TLS`);
      }),
});
