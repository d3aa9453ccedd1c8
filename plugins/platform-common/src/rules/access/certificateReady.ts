import { Clock } from '../clock';
import { TlsHostFact } from '../facts/types';
import {
  cannotKnow,
  doesNotApply,
  fails,
  joined,
  passes,
  Proof,
  whenKnown,
} from '../judgement';
import { defineRule } from '../types';

const DAY = 24 * 60 * 60 * 1000;
const remedy = {
  text: 'Look at the Certificate, its CertificateRequest, Order and Challenge: the challenge path must be let through by whatever stands before the ingress.',
  runbook: 'certificate-pending',
};

interface HostState {
  host: TlsHostFact;
  state: 'good' | 'bad' | 'unknown';
  observed: string;
}

function stateOf(
  host: TlsHostFact,
  clock: Clock,
  leastDays: number,
): HostState {
  const { certificate, secret } = host;
  if (!certificate) {
    return {
      host,
      state: 'unknown',
      observed: secret
        ? `no Certificate fills Secret ${secret}; when it ends cannot be seen`
        : 'served with the default certificate of the ingress controller',
    };
  }
  if (!certificate.ready) {
    const message = certificate.message ? `: ${certificate.message}` : '';
    return { host, state: 'bad', observed: `not ready${message}` };
  }
  const end = Date.parse(certificate.notAfter ?? '');
  if (Number.isNaN(end))
    return { host, state: 'unknown', observed: 'ready, end not given' };
  if (clock.isPast(end)) return { host, state: 'bad', observed: 'expired' };
  const days = clock.wholeUntil(end, DAY);
  const observed = `ready, ends in ${days} days`;
  return { host, state: days < leastDays ? 'bad' : 'good', observed };
}

function judgeHosts(
  hosts: readonly TlsHostFact[],
  clock: Clock,
  leastDays: number,
  proof: Proof,
) {
  if (hosts.length === 0) return doesNotApply('No Ingress offers it over TLS.');
  const states = hosts.map(host => stateOf(host, clock, leastDays));
  const evidenceOf = ({ host, observed }: HostState) => ({
    observed: `${host.host}: ${observed}`,
    expected: `ready, and valid for ${leastDays} days or more`,
    objects: host.certificate
      ? [host.certificate.object, host.object]
      : [host.object],
    ...proof,
  });
  const sentence = (items: HostState[]) =>
    `${joined(items.map(item => `${item.host.host}: ${item.observed}`))}.`;
  const bad = states.filter(({ state }) => state === 'bad');
  if (bad.length > 0) return fails(sentence(bad), bad.map(evidenceOf), remedy);
  const open = states.filter(({ state }) => state === 'unknown');
  if (open.length > 0) {
    return cannotKnow(sentence(open), open.map(evidenceOf), {
      text: 'Let cert-manager issue the certificate, so that its end is known and it renews itself.',
    });
  }
  return passes(
    'Every certificate is ready and valid.',
    states.map(evidenceOf),
  );
}

/** the certificates of the service's hosts are ready and do not end soon. */
export const certificateReady = defineRule({
  id: 'certificate-ready',
  category: 'access',
  title: 'Certificates are ready and not near their end',
  why: 'A certificate that ends takes the service from everybody at one moment, usually at night.',
  weight: 5,
  level: 'silver',
  appliesTo: { sentence: 'Services that an Ingress offers over TLS' },
  facts: ['tlsHosts'],
  remedy,
  thresholds: {
    days: {
      title:
        'Days that a certificate is valid, at least; cert-manager renews 30 days before the end, so that with less renewal fails',
      value: 14,
      min: 0,
      max: 365,
    },
  },
  judge: ({ tlsHosts }, clock, { days }) =>
    whenKnown(tlsHosts, (hosts, proof) =>
      judgeHosts(hosts, clock, days, proof),
    ),
});
