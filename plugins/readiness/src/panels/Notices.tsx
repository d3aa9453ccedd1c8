import { StaleNotice } from '@254carbon/backstage-plugin-platform-react';

/** What makes a report possibly incomplete or old, each as a notice. */
export function Notices(props: {
  overdue: boolean;
  judgedAt: string;
  caveats: readonly string[];
}) {
  const { overdue, judgedAt, caveats } = props;
  return (
    <>
      {overdue ? (
        <StaleNotice
          since={judgedAt}
          reason="It should have been judged again by now: judging has stopped, see the log of the backend."
        />
      ) : null}
      {caveats.map(caveat => (
        <StaleNotice key={caveat} reason={caveat} />
      ))}
    </>
  );
}
