import { lastKnown } from '../../model';
import { NetworkServiceFact } from '../facts/types';
import {
  counted,
  doesNotApply,
  fails,
  joined,
  listed,
  passes,
  Proof,
  whenKnown,
} from '../judgement';
import { defineRule } from '../types';

const EXPECTED = 'at least 1 ready address, and ports that the containers have';
const remedy = {
  text: 'Compare the selector of the Service with the labels of the pods, and its targetPort with the names of their ports; when they match, mend the pods that are not ready.',
};

function evidenceOf(service: NetworkServiceFact, proof: Proof) {
  const { readyAddresses, notReadyAddresses, object, deadPorts } = service;
  const addresses = `${counted(
    readyAddresses,
    'ready address',
    'ready addresses',
  )}, ${notReadyAddresses} not ready`;
  return {
    observed: deadPorts
      ? `no container has the port of ${deadPorts.join(', ')}`
      : addresses,
    expected: EXPECTED,
    objects: [object],
    ...proof,
  };
}

function judgeServices(services: readonly NetworkServiceFact[], proof: Proof) {
  // A Service without a selector may point outside the cluster, where nothing is listed.
  const asked = services.filter(
    ({ external, readyAddresses }) => !external || readyAddresses > 0,
  );
  if (asked.length === 0)
    return doesNotApply('No Kubernetes Service leads to it.');
  const dead = asked.filter(({ readyAddresses }) => readyAddresses === 0);
  const unnamed = asked.filter(
    ({ readyAddresses, deadPorts }) => readyAddresses > 0 && deadPorts,
  );
  if (dead.length === 0 && unnamed.length > 0) {
    const parts = unnamed.map(
      ({ object, deadPorts = [] }) =>
        `${object} leads to a port that no container has by that name: ${deadPorts.join(
          ', ',
        )}`,
    );
    return fails(
      `${joined(parts)}.`,
      unnamed.map(service => evidenceOf(service, proof)),
      remedy,
    );
  }
  if (dead.length === 0) {
    return passes(
      'Every Service has a ready address behind it.',
      asked.map(service => evidenceOf(service, proof)),
    );
  }
  return fails(
    `${listed(dead.map(({ object }) => object))} ${
      dead.length === 1 ? 'leads' : 'lead'
    } nowhere: no ready address.`,
    dead.map(service => evidenceOf(service, proof)),
    remedy,
  );
}

/** whoever calls the service's name gets somewhere. */
export const serviceHasEndpoints = defineRule({
  id: 'service-has-endpoints',
  version: 2,
  category: 'availability',
  title: 'Services have endpoints',
  why: 'A Service without a ready address answers nobody, even when pods run: a selector that no longer matches is the usual cause.',
  weight: 8,
  level: 'bronze',
  appliesTo: { sentence: 'Services that a Kubernetes Service leads to' },
  facts: ['networkServices', 'workloads'],
  remedy,
  judge: ({ networkServices, workloads }) => {
    const known = lastKnown(workloads)?.value ?? [];
    const serving = known.filter(({ runs }) => runs === 'long');
    // What is off on purpose answers nobody on purpose.
    return serving.length > 0 && serving.every(({ offBecause }) => offBecause)
      ? doesNotApply('It is off on purpose.')
      : whenKnown(networkServices, judgeServices);
  },
});
