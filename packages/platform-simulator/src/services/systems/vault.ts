import { empty, json } from '../reply';
import type { ServiceCall, SystemAnswers } from '../types';

/**
 * `GET /v1/sys/health`: 200 active, 429 standby, 501 not initialised, 503 sealed.
 *
 * The documents call Vault "partial": it was set up (so not 501), yet it has no auto-unseal, and every restart seals it
 * again. The chart's probe is this very path, so a sealed Vault is a pod that is not Ready; it is reachable
 * all the same where the Service publishes addresses that are not ready. Hence the pods decide.
 */
function health(call: ServiceCall): Response {
  const sealed = call.pods.ready === 0;
  return json(
    {
      initialized: true,
      sealed,
      standby: sealed,
      performance_standby: false,
      replication_performance_mode: sealed ? 'unknown' : 'disabled',
      replication_dr_mode: sealed ? 'unknown' : 'disabled',
      server_time_utc: Math.floor(call.now / 1000),
      version: '1.15.4',
      ...(sealed ? {} : { cluster_name: 'vault-cluster-254carbon' }),
    },
    sealed ? Number(call.query.get('sealedcode') ?? 503) : 200,
  );
}

/** Vault. */
export const vault: SystemAnswers = {
  name: 'Vault',
  services: /^vault(-active|-standby|-internal|-ui)?$/,
  routes: {
    '/v1/sys/health': health,
    '/v1/sys/seal-status': call =>
      json({
        type: 'shamir',
        initialized: true,
        sealed: call.pods.ready === 0,
        t: 3,
        n: 5,
      }),
    '/ui/': () => empty(200),
    '/v1/*': () => json({ errors: ['permission denied'] }, 403),
  },
  otherwise: () => json({ errors: [] }, 404),
};

/** The injector's webhook. */
export const vaultInjector: SystemAnswers = {
  name: 'Vault Agent injector',
  services: /^vault-agent-injector/,
  routes: { '/health/ready': () => empty(204) },
  otherwise: () => empty(404),
};
