/*
 * What the platform's admission policies and its own incidents ask of every container. Each rule says what is wrong
 * with one field and how to mend it; none of them guesses.
 */
import type { DocumentValue, Finding } from './document';
import { at, listAt, textAt } from './document';
import type { Workload } from './kinds';

interface Place {
  readonly workload: Workload;
  /** Dotted path of the container. */
  readonly path: string;
  readonly container: DocumentValue;
  readonly pod: DocumentValue;
  readonly init: boolean;
}

interface Rule {
  readonly rule: string;
  /** The field below the container, for the finding. */
  readonly field: string;
  readonly problem: string;
  readonly cure: string;
  holds(place: Place): boolean;
}

const SECRET_NAME = /(KEY|TOKEN|PASSWORD|SECRET|CREDENTIAL)S?$/;

/** True when an image is pinned: by digest, or by a tag other than `latest`. */
export function isPinned(image: string): boolean {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) {
    return true;
  }
  const tag = /:([A-Za-z0-9_][A-Za-z0-9._-]*)$/.exec(image)?.[1];
  return tag !== undefined && tag !== 'latest';
}

function resource(kind: 'requests' | 'limits', name: 'cpu' | 'memory'): Rule {
  const field = `resources.${kind}.${name}`;
  return {
    rule: 'resources',
    field,
    problem: 'is not set.',
    cure: `Set ${field}, for example ${name === 'cpu' ? '100m' : '128Mi'}.`,
    holds: ({ container }) => Boolean(at(container, field)),
  };
}

function probe(name: 'livenessProbe' | 'readinessProbe'): Rule {
  return {
    rule: 'probes',
    field: name,
    problem: 'is missing.',
    cure: `Add a ${name} that asks the service itself.`,
    holds: ({ container, workload, init }) =>
      workload.batch || init || Boolean(at(container, name)),
  };
}

function effective({ container, pod }: Place, field: string): DocumentValue {
  return (
    at(container, `securityContext.${field}`) ??
    at(pod, `securityContext.${field}`)
  );
}

const RULES: readonly Rule[] = [
  resource('requests', 'cpu'),
  resource('requests', 'memory'),
  resource('limits', 'cpu'),
  resource('limits', 'memory'),
  {
    rule: 'image-pinned',
    field: 'image',
    problem: 'has no tag, or the tag "latest".',
    cure: 'Name a version or a digest, for example :1.4.2.',
    holds: ({ container }) => isPinned(textAt(container, 'image')),
  },
  {
    rule: 'run-as-non-root',
    field: 'securityContext.runAsNonRoot',
    problem: 'is not true.',
    cure: 'Set runAsNonRoot: true on the pod or the container.',
    holds: place => effective(place, 'runAsNonRoot') === true,
  },
  {
    rule: 'no-privilege-escalation',
    field: 'securityContext.allowPrivilegeEscalation',
    problem: 'is not false.',
    cure: 'Set allowPrivilegeEscalation: false.',
    holds: ({ container }) =>
      at(container, 'securityContext.allowPrivilegeEscalation') === false,
  },
  {
    rule: 'not-privileged',
    field: 'securityContext.privileged',
    problem: 'is true.',
    cure: 'Remove privileged.',
    holds: ({ container }) =>
      at(container, 'securityContext.privileged') !== true,
  },
  {
    rule: 'capabilities-dropped',
    field: 'securityContext.capabilities.drop',
    problem: 'does not drop ALL.',
    cure: 'Set drop: ["ALL"] and add back only what is needed.',
    holds: ({ container }) =>
      listAt(container, 'securityContext.capabilities.drop').includes('ALL'),
  },
  {
    rule: 'read-only-root',
    field: 'securityContext.readOnlyRootFilesystem',
    problem: 'is not true.',
    cure: 'Set readOnlyRootFilesystem: true and mount an emptyDir where the program writes.',
    holds: ({ container }) =>
      at(container, 'securityContext.readOnlyRootFilesystem') === true,
  },
  {
    rule: 'seccomp',
    field: 'securityContext.seccompProfile.type',
    problem: 'is not RuntimeDefault.',
    cure: 'Set seccompProfile: {type: RuntimeDefault} on the pod.',
    holds: place =>
      ['RuntimeDefault', 'Localhost'].includes(
        String(effective(place, 'seccompProfile.type')),
      ),
  },
  probe('livenessProbe'),
  probe('readinessProbe'),
];

function literalSecrets(place: Place): Finding[] {
  return listAt(place.container, 'env').flatMap((variable, index) => {
    const name = textAt(variable, 'name');
    const literal = textAt(variable, 'value');
    return SECRET_NAME.test(name) && literal !== ''
      ? [
          {
            file: place.workload.file,
            field: `${place.path}.env.${index}.value`,
            rule: 'no-literal-secret',
            problem: `gives ${name} in clear text.`,
            cure: 'Use valueFrom.secretKeyRef.',
          },
        ]
      : [];
  });
}

/** Judges every container and init container of a workload. */
export function checkContainers(workload: Workload): Finding[] {
  const podPath = `${workload.templatePath}.spec`;
  const pod = at(workload.content, podPath);
  const findings: Finding[] = [];
  for (const list of ['containers', 'initContainers']) {
    for (const [index, container] of listAt(pod, list).entries()) {
      const path = `${podPath}.${list}.${index}`;
      const place = {
        workload,
        path,
        container,
        pod,
        init: list === 'initContainers',
      };
      for (const { rule, field, problem, cure, holds } of RULES) {
        if (!holds(place)) {
          findings.push({
            file: workload.file,
            field: `${path}.${field}`,
            rule,
            problem,
            cure,
          });
        }
      }
      findings.push(...literalSecrets(place));
    }
  }
  return findings;
}
