import { ReactNode } from 'react';
import { SupportButton } from '@backstage/core-components';
import {
  configApiRef,
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  CatalogTable,
  CatalogTableColumnsFunc,
  CatalogTableRow,
} from '@backstage/plugin-catalog';
import catalogPlugin, {
  catalogTranslationRef,
} from '@backstage/plugin-catalog/alpha';
import { catalogEntityCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import {
  CatalogFilterLayout,
  EntityListPagination,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
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
  const [title, name, ...rest] = own;
  const readiness = createReadinessColumn<CatalogTableRow>();
  // The table breaks words where it lacks room; with one column more it scrolls, and names stay whole.
  return [title, name, readiness, ...rest].map(column => ({
    ...column,
    cellStyle: { ...column.cellStyle, wordBreak: 'normal' },
  }));
};

/** The header of the catalog's own page: who may not create is not offered it. */
function CatalogHeader() {
  const orgName =
    useApi(configApiRef).getOptionalString('organization.name') ?? 'Backstage';
  const createHref = useRouteRef(
    catalogPlugin.externalRoutes.createComponent,
  )?.();
  const { t } = useTranslationRef(catalogTranslationRef);
  const { allowed } = usePermission({
    permission: catalogEntityCreatePermission,
  });
  return (
    <Header
      title={t('indexPage.title', { orgName })}
      customActions={
        <>
          {allowed && createHref ? (
            <ButtonLink
              variant="primary"
              href={createHref}
              iconStart={<RiAddLine />}
            >
              {t('indexPage.createButtonTitle')}
            </ButtonLink>
          ) : null}
          <SupportButton>{t('indexPage.supportButtonContent')}</SupportButton>
        </>
      }
    />
  );
}

/** The list of the catalog with a column for readiness. */
export function CatalogPage(props: {
  filters: ReactNode;
  pagination: EntityListPagination;
}) {
  const { filters, pagination } = props;
  return (
    <CatalogScores>
      <EntityListProvider pagination={pagination}>
        <CatalogHeader />
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
