import { ContainerFact } from '../facts/types';

/** A container with nothing wrong with it. */
export const goodContainer: ContainerFact = {
  object: 'Deployment data/trino',
  container: 'trino',
  init: false,
  runs: 'long',
  image: 'trinodb/trino:436',
  requests: ['cpu', 'memory'],
  limits: ['cpu', 'memory'],
  serves: true,
  readinessProbe: true,
  livenessProbe: true,
  literalCredentials: [],
  neverPulled: false,
  guards: {
    runAsNonRoot: true,
    readOnlyRoot: true,
    privileged: false,
    escalates: false,
    dropsAll: true,
    adds: [],
    seccomp: true,
  },
};
