import {
  DefaultNamespaceEntityPolicy,
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
} from '@backstage/catalog-model';
import { parseRunbook } from '@254carbon/backstage-plugin-platform-common';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildRunbookEntity } from './buildRunbookEntity';

const policies = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);
const folder = join(__dirname, '../../../../runbooks/docs');
const files = readdirSync(folder).filter(name => name !== 'index.md');

describe('runbook entities', () => {
  it.each(files)(
    '%s passes the policies that the catalog applies',
    async name => {
      const result = parseRunbook(
        name,
        readFileSync(join(folder, name), 'utf8'),
      );
      if (!result.ok) throw new Error(result.problems.join('\n'));
      await expect(
        policies.enforce(buildRunbookEntity(result.runbook)),
      ).resolves.toBeDefined();
    },
  );
});
