import { parseImage } from '../../kubernetes';
import { judgeContainers } from '../containerRule';
import { ContainerFact } from '../facts/types';
import { defineRule } from '../types';

const remedy = {
  text: 'Write the version that runs now as the tag, or its digest, into the manifest, and let a bot propose newer ones.',
};

/** No image is called so: a tool writes another name before a cluster sees it (envsubst, Skaffold, ko, an injector of sidecars). */
const FILLED_IN = /[$<>{}%\s]|:\/\/|(^|\/)[^:@]*[A-Z]/;

function doubt({ image }: ContainerFact): string | undefined {
  return FILLED_IN.test(image) || image === 'auto'
    ? `image ${image} is filled in before it runs, with what is not written here`
    : undefined;
}

function fault(container: ContainerFact): string | undefined {
  const { image } = container;
  if (image === '') return 'names no image';
  const { tag, digest } = parseImage(image);
  if (digest || doubt(container)) return undefined;
  if (!tag) return `image ${image} has no tag, which means latest`;
  if (tag.toLowerCase() === 'latest') return `image ${image} is not pinned`;
  return undefined;
}

/** every image names a version. */
export const imagePinned = defineRule({
  id: 'image-pinned',
  version: 2,
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
      doubt,
      expected: 'a tag other than latest, or a digest',
      good: 'Every image names a version.',
      none: 'It has no containers.',
      remedy,
    }),
});
