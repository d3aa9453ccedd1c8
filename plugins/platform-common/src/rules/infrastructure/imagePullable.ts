import { shortImage } from '../facts/nodes';
import { once } from '../facts/once';
import type { ContainerFact } from '../facts/types';
import type { NodeFact } from '../facts/nodes';
import { bad, examineRule, good, open, Finding } from '../examine';

const STUCK =
  /^(ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|RegistryUnavailable)$/;

function onNodes(
  { object, container, image }: ContainerFact,
  nodes: readonly NodeFact[] | undefined,
): Finding {
  const able = nodes?.filter(({ schedulable }) => schedulable);
  if (!able || able.length === 0)
    return open(
      object,
      `whether the nodes hold ${image} of ${container} is not known`,
    );
  const lacking = able
    .filter(
      ({ images }) =>
        !once(images, 'set', () => new Set(images)).has(shortImage(image)),
    )
    .map(({ name }) => name);
  return lacking.length > 0
    ? bad(
        object,
        `${image} is never pulled, and ${lacking.join(', ')} does not have it`,
      )
    : good(object, `every node holds ${image}`);
}

/** Every image can be had on every node that may need it. */
export const imagePullable = examineRule({
  id: 'image-pullable',
  category: 'infrastructure',
  title: 'Images can be had on every node',
  why: 'A pod that starts on a node which cannot get its image does not start: the loss of one node becomes an outage.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with containers' },
  facts: ['containerStates', 'containers'],
  also: ['nodes'],
  expected: 'pulled, or on every node already',
  good: 'No image is missing anywhere.',
  none: 'It has no containers.',
  remedy: {
    text: 'Push the image to a registry that the nodes reach, or load it on every node; then let the pods start again.',
    runbook: 'image-missing-on-a-node',
  },
  look: ({ containerStates, containers }, { also }) => [
    ...containerStates.map(({ pod, container, waiting = '' }) =>
      STUCK.test(waiting)
        ? bad(pod, `${container}: ${waiting}`)
        : good(pod, `${container} has its image`),
    ),
    ...containers.containers
      .filter(({ neverPulled }) => neverPulled)
      .map(one => onNodes(one, also.nodes)),
  ],
});
