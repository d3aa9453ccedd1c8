import { useState } from 'react';
import { Button } from '@backstage/ui';
import { Announcement } from '@254carbon/backstage-plugin-platform-react';
import { useReadinessClient } from '../../hooks/useReadiness';
import styles from './ExportButtons.module.css';

const FORMATS = ['csv', 'json'] as const;
const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves every score and verdict as a file. What is saved is what the reader may see. */
export function ExportButtons() {
  const client = useReadinessClient();
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState('');
  const download = async (format: (typeof FORMATS)[number]) => {
    setFailure('');
    try {
      const content = await client.exportVerdicts({ query: { format } });
      if (typeof content === 'object' && content.state === 'pending') {
        setFailure(content.reason);
        return;
      }
      const text =
        typeof content === 'string'
          ? content
          : JSON.stringify(content, undefined, 2);
      const day = new Date().toISOString().slice(0, 10);
      save(
        new Blob([text], { type: TYPES[format] }),
        `readiness-${day}.${format}`,
      );
      setSaid(`Readiness is saved as ${format.toUpperCase()}.`);
    } catch (error) {
      setFailure(`Could not export: ${(error as Error).message}`);
    }
  };
  return (
    <span className={styles.buttons}>
      <Announcement>{said}</Announcement>
      {failure ? <span role="alert">{failure}</span> : null}
      {FORMATS.map(format => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          onPress={() => download(format)}
        >
          {`Export ${format.toUpperCase()}`}
        </Button>
      ))}
    </span>
  );
}
