import type { ServiceCall } from '../types';
import { appSeries } from './appSeries';
import { kubeSeries } from './kubeSeries';
import { nodeSeries } from './nodeSeries';
import { upSeries } from './upSeries';
import type { Series } from './types';

/** Every series that the platform's metrics store holds now. */
export function worldSeries(
  call: Pick<ServiceCall, 'state' | 'now'>,
): Series[] {
  return [
    ...upSeries(call),
    ...appSeries(call),
    ...nodeSeries(call),
    ...kubeSeries(call),
  ];
}
