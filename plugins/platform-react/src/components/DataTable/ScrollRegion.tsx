import { ReactNode, useEffect, useRef, useState } from 'react';
import styles from './DataTable.module.css';

/** Which sides have more than is seen: `left`, `right`, both or none. A pixel is rounding. */
function hiddenSidesOf(element: HTMLElement): string {
  const { scrollLeft, scrollWidth, clientWidth } = element;
  const sides: string[] = [];
  if (scrollLeft > 1) sides.push('left');
  if (scrollLeft + clientWidth < scrollWidth - 1) sides.push('right');
  return sides.join(' ');
}

/**
 * A region that scrolls sideways by pointer and by keyboard. Where there is more than is seen, its edge is
 * shaded, since many systems show no scroll bar until one scrolls. (The shade is a shadow and no
 * background: over a background nothing could check the contrast of the text.)
 */
export function ScrollRegion(props: { label: string; children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState('');
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const look = () => setHidden(hiddenSidesOf(element));
    look();
    element.addEventListener('scroll', look, { passive: true });
    // Browsers all have it; a document without layout has not, and nothing changes its size there.
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(look);
    observer?.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer?.disconnect();
    };
  }, []);
  return (
    <div
      ref={ref}
      className={styles.scroll}
      data-hidden={hidden}
      role="region"
      aria-label={props.label}
      tabIndex={0}
    >
      {props.children}
    </div>
  );
}
