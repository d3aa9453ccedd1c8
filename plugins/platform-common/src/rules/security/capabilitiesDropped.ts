import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';
import { isGuarded } from './isGuarded';

const remedy = {
  text: 'Drop ALL and add back the one that it needs, most often none.',
};

/** What the baseline of Kubernetes' pod security lets a container add; anything else is as good as being privileged. */
const HARMLESS: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function fault({ guards }: ContainerFact): string | undefined {
  if (!guards.dropsAll) return 'keeps capabilities';
  const added = guards.adds.filter(
    name => !HARMLESS.has(name.toUpperCase().replace(/^CAP_/, '')),
  );
  return added.length > 0 ? `adds ${added.join(', ')}` : undefined;
}

/** Capabilities are dropped. */
export const capabilitiesDropped = defineRule({
  id: 'capabilities-dropped',
  version: 2,
  category: 'security',
  title: 'Capabilities are dropped',
  why: 'The default capabilities let a process change files of others and forge packets.',
  weight: 3,
  level: 'gold',
  appliesTo: {
    sentence:
      'Services with containers that the cluster does not bring with it',
    matches: isGuarded,
  },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      fault,
      expected: 'capabilities.drop: [ALL], and none of the powerful ones added',
      good: 'Every container has dropped its capabilities.',
      none: 'It has no containers.',
      remedy,
    }),
});
