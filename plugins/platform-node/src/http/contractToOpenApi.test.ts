import {
  Contract,
  platformContract,
  readinessContract,
} from '@254carbon/backstage-plugin-platform-common';
import { contractToOpenApi } from './contractToOpenApi';

const CONTRACTS: Contract[] = [platformContract, readinessContract];

describe('contractToOpenApi', () => {
  it.each(CONTRACTS)('describes every route of $pluginId', contract => {
    const document = contractToOpenApi(contract);
    const operations = Object.values(document.paths).flatMap(path =>
      Object.values(path),
    );
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(contract.routes).sort(),
    );
    for (const operation of operations) {
      const { schema } = operation.responses[200].content['application/json'];
      expect(Object.keys(schema)).not.toEqual([]);
    }
  });

  it('tells parameters, their defaults and the permission', () => {
    const { get } = contractToOpenApi(platformContract).paths['/changes'];
    expect(get['x-permission']).toBe('platform.service.read');
    expect(get.parameters).toEqual([
      expect.objectContaining({
        name: 'minutes',
        in: 'query',
        required: false,
        schema: expect.objectContaining({ default: 60 }),
      }),
    ]);
  });

  it('tells which refusals to expect', () => {
    const { paths } = contractToOpenApi(platformContract);
    const { post } = paths['/incidents/{id}/acknowledge'];
    expect(Object.keys(post.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
    ]);
    expect(Object.keys(paths['/incidents'].get.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
    ]);
  });
});
