import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Select } from '@backstage/ui';
import { useQuery } from '../../hooks/useQuery';

/** Who answers for something: one of the catalog's groups. Who is given already stays a choice when the catalog cannot be read. */
export function OwnerField(props: {
  value: string;
  onChange: (entityRef: string) => void;
}) {
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const { data } = useQuery({
    key: 'groups',
    load: () =>
      catalog.getEntities({
        filter: { kind: 'Group' },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
      }),
  });
  const groups = new Map(
    (data?.items ?? []).map(entity => [
      stringifyEntityRef(entity),
      entity.metadata.title ?? entity.metadata.name,
    ]),
  );
  if (value && !groups.has(value)) groups.set(value, value);
  return (
    <Select
      label="Who answers for it"
      options={[...groups].map(([id, label]) => ({ id, label }))}
      value={value || null}
      onChange={key => onChange(key === null ? '' : String(key))}
    />
  );
}
