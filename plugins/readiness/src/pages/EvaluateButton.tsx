import { useState } from 'react';
import { Button } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { readinessEvaluatePermission } from '@254carbon/backstage-plugin-platform-common';
import { useReadinessClient } from '../hooks/useReadiness';

/** Has the platform judged now; shown to those who may. Says what came of it. */
export function EvaluateButton(props: { onJudged: () => void }) {
  const client = useReadinessClient();
  const { allowed } = usePermission({
    permission: readinessEvaluatePermission,
  });
  const [running, setRunning] = useState(false);
  const [said, setSaid] = useState('');
  if (!allowed) return null;
  const judge = async () => {
    setRunning(true);
    setSaid('');
    try {
      const answer = await client.evaluate({});
      setSaid(answer.state === 'judged' ? 'Judged just now.' : answer.reason);
      props.onJudged();
    } catch (error) {
      setSaid(`Could not judge: ${(error as Error).message}`);
    } finally {
      setRunning(false);
    }
  };
  return (
    <span style={{ display: 'inline-flex', gap: 12, alignItems: 'center' }}>
      <Button
        size="small"
        variant="secondary"
        onPress={judge}
        isDisabled={running}
      >
        Judge now
      </Button>
      <span role="status">{running ? 'Judging...' : said}</span>
    </span>
  );
}
