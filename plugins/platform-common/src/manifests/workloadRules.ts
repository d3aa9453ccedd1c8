/*
 * What is asked of a workload as a whole, and of the objects around it: things that are each right alone and wrong
 * together (a selector that selects nothing, a budget for one replica that stops every drain).
 */
import { isCron } from './cron';
import type { Finding } from './document';
import { at, listAt, objectAt, textAt } from './document';
import type { Manifest, Workload } from './kinds';
import { selects } from './kinds';
import { checkNetwork, checkReplicas } from './surroundingRules';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';

function finding(
  file: string,
  rule: string,
  field: string,
  problem: string,
  cure: string,
): Finding {
  return { file, rule, field, problem, cure };
}

function checkLabels({
  file,
  content,
  templatePath,
  podLabels,
}: Workload): Finding[] {
  const own = objectAt(content, 'metadata.labels')[KUBERNETES_ID];
  const findings: Finding[] = [];
  if (!own) {
    findings.push(
      finding(
        file,
        'kubernetes-id',
        'metadata.labels',
        `has no ${KUBERNETES_ID}.`,
        'Add the label with the name of the catalog component.',
      ),
    );
  }
  if (!podLabels[KUBERNETES_ID] || (own && podLabels[KUBERNETES_ID] !== own)) {
    findings.push(
      finding(
        file,
        'kubernetes-id',
        `${templatePath}.metadata.labels`,
        `has no ${KUBERNETES_ID}, or another one than the workload.`,
        'Add the same label to the pod template.',
      ),
    );
  }
  return findings;
}

function checkPod({ file, content, templatePath }: Workload): Finding[] {
  const findings: Finding[] = [];
  const spec = objectAt(content, `${templatePath}.spec`);
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (spec[field] === true) {
      findings.push(
        finding(
          file,
          'no-host-access',
          `${templatePath}.spec.${field}`,
          'is true.',
          `Remove ${field}.`,
        ),
      );
    }
  }
  for (const [index, volume] of listAt(spec, 'volumes').entries()) {
    if (at(volume, 'hostPath') !== undefined) {
      findings.push(
        finding(
          file,
          'no-host-access',
          `${templatePath}.spec.volumes.${index}.hostPath`,
          'mounts the node.',
          'Use a claim or an emptyDir.',
        ),
      );
    }
  }
  const account = textAt(spec, 'serviceAccountName');
  if (account === '' || account === 'default') {
    findings.push(
      finding(
        file,
        'own-service-account',
        `${templatePath}.spec.serviceAccountName`,
        'is the default account.',
        'Give the workload its own ServiceAccount.',
      ),
    );
  }
  return findings;
}

function checkSelector({
  file,
  content,
  podLabels,
  kind,
}: Workload): Finding[] {
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind)) {
    return [];
  }
  const selector = objectAt(content, 'spec.selector.matchLabels');
  return Object.keys(selector).length > 0 && selects(selector, podLabels)
    ? []
    : [
        finding(
          file,
          'selector-matches',
          'spec.selector.matchLabels',
          'is not among the labels of the pod template.',
          'Give the template every label of the selector.',
        ),
      ];
}

function checkCronJob({ file, kind, content }: Workload): Finding[] {
  if (kind !== 'CronJob') {
    return [];
  }
  const findings: Finding[] = [];
  if (!isCron(textAt(content, 'spec.schedule'))) {
    findings.push(
      finding(
        file,
        'schedule',
        'spec.schedule',
        'is no schedule of five fields.',
        'Write minute, hour, day, month, weekday, for example "30 6 * * *".',
      ),
    );
  }
  for (const field of [
    'timeZone',
    'concurrencyPolicy',
    'startingDeadlineSeconds',
  ]) {
    if (at(content, `spec.${field}`) === undefined) {
      findings.push(
        finding(
          file,
          'cronjob-bounds',
          `spec.${field}`,
          'is not set.',
          `Set ${field}, so that a missed or slow run has a known end.`,
        ),
      );
    }
  }
  return findings;
}

const LONGEST_CRONJOB_NAME = 52;

function checkCronJobPods({
  file,
  kind,
  content,
  templatePath,
  name,
}: Workload): Finding[] {
  if (kind !== 'CronJob') {
    return [];
  }
  const findings: Finding[] = [];
  const annotations = objectAt(content, `${templatePath}.metadata.annotations`);
  if (annotations['sidecar.istio.io/inject'] !== 'false') {
    findings.push(
      finding(
        file,
        'no-sidecar-in-jobs',
        `${templatePath}.metadata.annotations`,
        'lets a sidecar in, which keeps the job from ending.',
        'Set sidecar.istio.io/inject: "false".',
      ),
    );
  }
  if (name.length > LONGEST_CRONJOB_NAME) {
    findings.push(
      finding(
        file,
        'name-length',
        'metadata.name',
        'is longer than 52 characters.',
        'Shorten it: Kubernetes adds 11.',
      ),
    );
  }
  return findings;
}

/** Judges a workload together with the objects around it. */
export function checkWorkload(
  workload: Workload,
  manifests: readonly Manifest[],
): Finding[] {
  return [
    ...checkLabels(workload),
    ...checkPod(workload),
    ...checkSelector(workload),
    ...checkCronJob(workload),
    ...checkCronJobPods(workload),
    ...checkReplicas(workload, manifests),
    ...checkNetwork(workload, manifests),
  ];
}
