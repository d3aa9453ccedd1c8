/** The way in: tunnel, ingress controller, certificates' manager, API gateway with its database, and the mesh. */
import { KubernetesObject } from '../kubernetes/types';
import { BuildContext } from './build';
import { certificateManager, edge } from './edge';
import { kongArea } from './kong';
import { mesh } from './mesh';

/** Everything between the internet and the services. */
export function gateway(context: BuildContext): KubernetesObject[] {
  return [
    ...edge(context),
    ...certificateManager(context),
    ...kongArea(context),
    ...mesh(context),
  ];
}
