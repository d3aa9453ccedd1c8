import { ReactNode } from 'react';
import {
  CatalogTable,
  CatalogTableColumnsFunc,
  CatalogTableRow,
} from '@backstage/plugin-catalog';
import {
  CatalogFilterLayout,
  EntityListPagination,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import {
  CatalogScores,
  createReadinessColumn,
} from '@254carbon/backstage-plugin-readiness';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';

const SHOWN_FOR: ReadonlySet<string> = new Set(['component', 'resource']);

/** The catalog's own columns, and readiness where entities can have one. */
const columns: CatalogTableColumnsFunc = context => {
  const own = CatalogTable.defaultColumnsFunc(context);
  const kind = context.filters.kind?.value ?? context.entities[0]?.kind ?? '';
  if (!SHOWN_FOR.has(kind.toLowerCase())) return own;
  // Behind the names, which are hidden title and name.
  return [
    ...own.slice(0, 2),
    createReadinessColumn<CatalogTableRow>(),
    ...own.slice(2),
  ];
};

/** The list of the catalog with a column for readiness. */
export function CatalogPage(props: {
  filters: ReactNode;
  pagination: EntityListPagination;
}) {
  const { filters, pagination } = props;
  return (
    <CatalogScores>
      <EntityListProvider pagination={pagination}>
        <Header
          title="Services, data and everything about them"
          customActions={
            <ButtonLink
              variant="primary"
              href="/create"
              iconStart={<RiAddLine />}
            >
              Create
            </ButtonLink>
          }
        />
        <Container>
          <CatalogFilterLayout>
            <CatalogFilterLayout.Filters>{filters}</CatalogFilterLayout.Filters>
            <CatalogFilterLayout.Content>
              <CatalogTable columns={columns} />
            </CatalogFilterLayout.Content>
          </CatalogFilterLayout>
        </Container>
      </EntityListProvider>
    </CatalogScores>
  );
}
