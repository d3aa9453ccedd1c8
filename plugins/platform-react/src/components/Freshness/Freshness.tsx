import { useNow } from '../../hooks/useNow';
import { absoluteTime, relativeTime } from '../../time';

/**
 * How old something is, with the absolute time on hover and for screen readers. Without a time it says
 * `never` in the given words: an unknown age is not hidden.
 */
export function Freshness(props: { at?: string; never?: string }) {
  const now = useNow();
  if (!props.at) return <span>{props.never ?? 'never seen'}</span>;
  return (
    <time dateTime={props.at} title={absoluteTime(props.at)}>
      {relativeTime(props.at, now)}
    </time>
  );
}
