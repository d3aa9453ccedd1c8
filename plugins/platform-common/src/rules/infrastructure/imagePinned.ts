import { parseImage } from '../../kubernetes';
import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';

const remedy = {
  text: 'Write the version that runs now as the tag, or its digest, into the manifest, and let a bot propose newer ones.',
};

function fault({ image }: ContainerFact): string | undefined {
  const { tag, digest } = parseImage(image);
  if (digest) return undefined;
  if (!tag) return `image ${image} has no tag, which means latest`;
  if (tag.toLowerCase() === 'latest') return `image ${image} is not pinned`;
  return undefined;
}

/** every image names a version. */
export const imagePinned = defineRule({
  id: 'image-pinned',
  category: 'infrastructure',
  title: 'Images are pinned',
  why: 'With "latest", or no tag at all, the next restart may run other software than the last, and a rollback has nothing to go back to.',
  weight: 5,
  level: 'bronze',
  appliesTo: { sentence: 'Services with containers' },
  facts: ['containers'],
  remedy,
  judge: ({ containers }) =>
    judgeContainers(containers, {
      fault,
      expected: 'a tag other than latest, or a digest',
      good: 'Every image names a version.',
      none: 'It has no containers.',
      remedy,
    }),
});
