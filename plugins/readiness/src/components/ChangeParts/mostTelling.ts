/** Which parts of a change are shown where there is little room: what somebody has to know first is what became worse. */
import { ChangeReason } from '@254carbon/backstage-plugin-platform-common';
import { countInWords } from '../../words';

/** Parts that are told together. */
export interface RestOfParts {
  /** `36 smaller falls`. */
  what: string;
  share: number;
}

function bySize(a: ChangeReason, b: ChangeReason): number {
  return Math.abs(b.share) - Math.abs(a.share);
}

function restOf(
  parts: readonly ChangeReason[],
  ...words: [one: string, many: string]
): RestOfParts[] {
  if (parts.length === 0) return [];
  const share = parts.reduce((sum, one) => sum + one.share, 0);
  return [{ what: countInWords(parts.length, ...words), share }];
}

/**
 * The `most` most telling parts, falls before gains and each the largest first, and the others by direction. A fall is often made of many small
 * parts and a gain of a large one, so that both have a line of their own wherever there are two.
 */
export function mostTelling(
  parts: readonly ChangeReason[],
  most: number,
): { shown: ChangeReason[]; rests: RestOfParts[] } {
  const falls = parts.filter(({ share }) => share < 0).sort(bySize);
  const gains = parts.filter(({ share }) => share > 0).sort(bySize);
  const others = parts.filter(({ share }) => share === 0);
  const keptFree = gains.length > 0 && most > 1 ? 1 : 0;
  const fallsShown = Math.min(falls.length, most - keptFree);
  const gainsShown = Math.min(gains.length, most - fallsShown);
  const othersShown = most - fallsShown - gainsShown;
  return {
    shown: [
      ...falls.slice(0, fallsShown),
      ...gains.slice(0, gainsShown),
      ...others.slice(0, othersShown),
    ],
    rests: [
      ...restOf(falls.slice(fallsShown), 'smaller fall', 'smaller falls'),
      ...restOf(gains.slice(gainsShown), 'smaller gain', 'smaller gains'),
      ...restOf(
        others.slice(othersShown),
        'part that leaves the low end',
        'parts that leave the low end',
      ),
    ],
  };
}
