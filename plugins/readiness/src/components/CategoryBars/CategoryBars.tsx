import {
  CapEffect,
  CATEGORY_TITLES,
  CategoryPoints,
  percentOf,
} from '@254carbon/backstage-plugin-platform-common';
import { ScoreRange } from '@254carbon/backstage-plugin-platform-react';
import { pointsInWords, rangeInWords } from '../../words';
import { CapParts } from '../CapParts';
import styles from './CategoryBars.module.css';

function Figures(props: { category: CategoryPoints }) {
  const { points, plain } = props.category;
  const confidence = percentOf(points)?.confidence;
  const isSetAside = points.low !== plain.low || points.of !== plain.of;
  return (
    <div className={styles.note}>
      {points.of === 0 ? 'everything is set aside' : pointsInWords(points)}
      {confidence === undefined ? null : `, ${confidence} % known`}
      {isSetAside ? `; with nothing set aside ${rangeInWords(plain)}` : null}
    </div>
  );
}

/** The categories as bars with their ranges, and what caps hold back; their points add up to the whole. */
export function CategoryBars(props: {
  categories: readonly CategoryPoints[];
  caps: readonly CapEffect[];
}) {
  const { categories, caps } = props;
  return (
    <ul className={styles.list}>
      {categories.map(part => {
        const { category, points } = part;
        const { title, question } = CATEGORY_TITLES[category];
        return (
          <li key={category} className={styles.item}>
            <div>
              <strong>{title}</strong>
              <div className={styles.note}>{question}</div>
            </div>
            <div>
              <ScoreRange label={title} score={percentOf(points)} />
              <Figures category={part} />
              <CapParts
                caps={caps.filter(cap => cap.category === category)}
                points={points}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
