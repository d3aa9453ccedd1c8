import {
  CATEGORY_TITLES,
  CategoryPoints,
  percentOf,
} from '@254carbon/backstage-plugin-platform-common';
import { ScoreRange } from '@254carbon/backstage-plugin-platform-react';
import { pointsInWords } from '../../words';
import styles from './CategoryBars.module.css';

/** The categories as bars with their ranges; their points add up to the whole. */
export function CategoryBars(props: { categories: CategoryPoints[] }) {
  return (
    <ul className={styles.list}>
      {props.categories.map(({ category, points }) => {
        const { title, question } = CATEGORY_TITLES[category];
        return (
          <li key={category} className={styles.item}>
            <div>
              <strong>{title}</strong>
              <div className={styles.note}>{question}</div>
            </div>
            <div>
              <ScoreRange label={title} score={percentOf(points)} />
              <div className={styles.note}>{pointsInWords(points)}</div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
