import { ReactElement } from 'react';
import { Shape, State, STATES } from '../../vocabulary';
import styles from './StateIcon.module.css';

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2,
} as const;

const SHAPES: Record<Shape, ReactElement> = {
  disc: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  half: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
    </>
  ),
  cross: <path d="M3 3l10 10M13 3L3 13" {...stroke} strokeWidth={3} />,
  ring: <circle cx="8" cy="8" r="6" {...stroke} strokeDasharray="3 2" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} />
      <path d="M8 4.5V8l2.5 2" {...stroke} />
    </>
  ),
  dash: <path d="M3 8h10" {...stroke} strokeWidth={3} />,
  tick: <path d="M2.5 8.5l4 4 7-8.5" {...stroke} strokeWidth={3} />,
  shield: (
    <path
      d="M8 1.5l5.5 2v4c0 3.5-2.5 6-5.5 7-3-1-5.5-3.5-5.5-7v-4z"
      {...stroke}
    />
  ),
};

/** The shape of a state in its colour. Decoration: the word beside it is what is read aloud. */
export function StateIcon(props: { state: State }) {
  const { shape, tone } = STATES[props.state];
  return (
    <svg
      className={`${styles.icon} ${styles[tone]}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[shape]}
    </svg>
  );
}
