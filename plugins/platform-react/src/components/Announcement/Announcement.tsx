import { VisuallyHidden } from '@backstage/ui';

/** Says to screen readers, when they have a moment, what changed on the page. Nothing is seen of it. */
export function Announcement(props: { children: string }) {
  return (
    <VisuallyHidden>
      <span role="status">{props.children}</span>
    </VisuallyHidden>
  );
}
