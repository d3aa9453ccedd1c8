import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { TableColumn } from '@backstage/core-components';
import { ScoreRange } from '@254carbon/backstage-plugin-platform-react';
import { percentOf } from '@254carbon/backstage-plugin-platform-common';
import { isJudged } from '../isJudged';
import { levelInWords } from '../words';
import { useCatalogScores } from './CatalogScores';
import styles from './ReadinessCell.module.css';

/** Level and range of the service that an entity stands for; a dash with the reason where there is none. */
export function ReadinessCell(props: { entity: Entity }) {
  const { entity } = props;
  const known = useCatalogScores();
  if (!isJudged(entity)) return null;
  const score = known?.byRef?.get(stringifyEntityRef(entity).toLowerCase());
  if (!score) {
    const why = known?.byRef
      ? 'It has not been judged: no workload of it is known.'
      : known?.reason ?? 'Readiness is being read.';
    return (
      <span role="img" title={why} aria-label={why}>
        –
      </span>
    );
  }
  return (
    <span className={styles.cell}>
      <span className={styles.level}>{levelInWords(score.level)}</span>
      <ScoreRange label={score.title} score={percentOf(score.points)} />
    </span>
  );
}

/** The column of the catalog's table that shows readiness. It belongs below {@link CatalogScores}. */
export function createReadinessColumn<
  Row extends { entity: Entity },
>(): TableColumn<Row> {
  return {
    title: 'Readiness',
    width: 'auto',
    // The catalog sorts, and does not know readiness.
    sorting: false,
    render: ({ entity }) => <ReadinessCell entity={entity} />,
  };
}
