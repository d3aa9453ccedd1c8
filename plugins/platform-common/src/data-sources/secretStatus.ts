import type { SecretStatus } from '../contracts/dataSourcesShapes';
import { nameInKind, type NamedKind } from '../declared';
import { lastKnown } from '../model';

/**
 * Whether a Secret is there, by its name alone: nobody reads what is in it. It is not there only when the names were read and
 * the name is not among them; in every other case nobody knows, and the reason is said.
 */
export function findSecret(options: {
  name: string;
  variable?: string;
  namespace: string;
  names: readonly NamedKind[];
}): SecretStatus {
  const { name, variable, namespace, names } = options;
  const asked = { name, variable, namespace };
  const secrets = names.filter(
    ({ kind, group }) => kind === 'Secret' && group === '',
  );
  const key = nameInKind(namespace, name);
  const having = secrets.find(entry => lastKnown(entry.names)?.value.has(key));
  if (having) {
    return {
      ...asked,
      exists: 'true',
      reason: `The Secret ${key} is in the cluster ${having.cluster}; its value was not read.`,
    };
  }
  const silent = secrets.find(entry => !entry.names.ok);
  if (secrets.length === 0 || silent) {
    const why =
      silent && !silent.names.ok
        ? silent.names.reason
        : 'Names of Secrets are read of no cluster; allow the portal to list them, or look with kubectl.';
    return { ...asked, exists: 'unknown', reason: why };
  }
  return {
    ...asked,
    exists: 'false',
    reason: `No cluster has a Secret ${key}; create it before the first run.`,
  };
}
