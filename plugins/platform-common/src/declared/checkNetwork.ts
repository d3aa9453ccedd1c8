/** What an API server refuses of Services, Ingresses, autoscalers and budgets. */
import { asNumber, asObject, asObjects } from '../kubernetes';
import type { Checked } from './checkRefused';

function checkService({ value, refuse }: Checked): void {
  const ports = asObjects(asObject(value.spec).ports);
  ports.forEach((port, at) => {
    if (ports.length > 1 && port.name === undefined)
      refuse(
        ['spec', 'ports', at],
        'The port has no name, and the Service has several.',
        'Give each of its ports a name.',
      );
  });
}

function checkIngress({ value, refuse }: Checked): void {
  asObjects(asObject(value.spec).rules).forEach((rule, number) => {
    asObjects(asObject(rule.http).paths).forEach((path, index) => {
      const at = ['spec', 'rules', number, 'http', 'paths', index];
      if (path.pathType === undefined)
        refuse(
          at,
          'The path has no pathType.',
          'Write pathType: Prefix, Exact or ImplementationSpecific.',
        );
      if (asObject(path.backend).serviceName !== undefined)
        refuse(
          [...at, 'backend'],
          'The backend is written as the version before v1 had it.',
          'Write `service:` with `name:` and `port:` below it.',
        );
    });
  });
}

function checkAutoscaler({ value, refuse }: Checked): void {
  const { minReplicas, maxReplicas } = asObject(value.spec);
  const most = asNumber(maxReplicas);
  if (most !== undefined && (asNumber(minReplicas) ?? 1) > most)
    refuse(
      ['spec', 'maxReplicas'],
      'The autoscaler keeps at least more replicas than at most.',
      'Raise maxReplicas or lower minReplicas.',
    );
}

function checkBudget({ value, refuse }: Checked): void {
  const { minAvailable, maxUnavailable } = asObject(value.spec);
  if (minAvailable !== undefined && maxUnavailable !== undefined)
    refuse(
      ['spec', 'maxUnavailable'],
      'The budget says minAvailable and maxUnavailable.',
      'Keep one of the two.',
    );
}

const CHECKS: Readonly<Record<string, (checked: Checked) => void>> = {
  'v1 Service': checkService,
  'networking.k8s.io/v1 Ingress': checkIngress,
  'autoscaling/v1 HorizontalPodAutoscaler': checkAutoscaler,
  'autoscaling/v2 HorizontalPodAutoscaler': checkAutoscaler,
  'policy/v1 PodDisruptionBudget': checkBudget,
};

/** Reports what is refused of objects that lead to pods or keep them. */
export function checkNetwork(checked: Checked): void {
  const key = `${checked.apiVersion} ${checked.kind}`;
  if (Object.hasOwn(CHECKS, key)) CHECKS[key]?.(checked);
}
