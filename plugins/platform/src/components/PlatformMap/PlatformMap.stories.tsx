import { listOf, serviceOf, trino } from '../../__fixtures__/services';
import { PlatformMap } from '.';

export default { title: 'Platform/PlatformMap', component: PlatformMap };

export const Some = {
  render: () => (
    <PlatformMap
      services={
        listOf([trino, serviceOf('minio', { system: 'storage' })]).services
      }
    />
  ),
};
