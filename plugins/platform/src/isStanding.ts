import { Entity } from '@backstage/catalog-model';

const MARK =
  /^254carbon\.com\/(?:stale-since|orphaned|expected-down|maintenance)$/;

/** Whether an entity carries something that stands beside it: a declaration, or that it cannot be read. */
export function isStanding({ metadata }: Entity): boolean {
  return Object.keys(metadata.annotations ?? {}).some(key => MARK.test(key));
}
