/**
 * The last page of every form: what would be written, what it differs from, what rules say, rows as they would be read. *Create*
 * stays off until all of it is known and nothing is refused, and says what keeps it off.
 */
import { Preview } from '@254carbon/backstage-plugin-platform-common';
import {
  FailedState,
  Panel,
  QueryView,
} from '@254carbon/backstage-plugin-platform-react';
import { Button } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { About, useAbout } from '../client/FormAbout';
import { ApprovalPanel } from './ApprovalPanel';
import { ChangeReport } from './ChangeReport';
import { EditedFiles, Edits } from './EditedFiles';
import { FileBrowser } from './FileBrowser';
import { ProblemList } from './ProblemList';
import styles from './PreviewStep.module.css';
import { Summary } from './Summary';
import { TestReadView } from './TestReadView';
import { useChange, usePreview, useTestRead } from './usePreview';
import { VerdictTable } from './VerdictTable';

type Values = Record<string, unknown>;

/** Why it may not be created yet; undefined when it may. */
export function whyNotCreate(
  preview: Preview | undefined,
  titleOf: (field: string) => string,
): string | undefined {
  if (!preview) return 'Nothing is created before the preview is known.';
  if (preview.edited.some(({ outcome }) => outcome === 'undecided'))
    return 'Say first what becomes of the files that were edited by hand.';
  const refused = preview.problems.filter(
    ({ severity }) => severity === 'refused',
  );
  if (refused.length > 0) {
    const fields = [
      ...new Set(refused.map(({ field }) => field && titleOf(field))),
    ].filter(Boolean);
    return fields.length > 0
      ? `Change ${fields.join(', ')} first.`
      : 'A validator refuses what would be written.';
  }
  const { needed, state } = preview.approval;
  return needed && state !== 'approved'
    ? 'A second person has to approve it first.'
    : undefined;
}

/** The program that a test read runs; a template that writes none has nothing to read with. */
const PROGRAM = 'src/main.js';

function TestReadPanel(props: { about: About; values: Values }) {
  const { read, error, isBusy, ask } = useTestRead(props.about, props.values);
  return (
    <Panel
      title="Test read"
      actions={
        <Button variant="secondary" onPress={ask} isDisabled={isBusy}>
          {read ? 'Read again' : 'Read a few rows'}
        </Button>
      }
    >
      <p role="status">
        {isBusy
          ? 'The connector runs as it would be written, without a key ...'
          : ''}
      </p>
      {error ? (
        <FailedState title="Nothing could be read" error={error} />
      ) : null}
      {read ? <TestReadView read={read} /> : null}
      {!read && !error && !isBusy ? (
        <p>
          Runs the connector exactly as it would be written, without a key and
          without writing anything.
        </p>
      ) : null}
    </Panel>
  );
}

function PreviewPanels(props: {
  preview: Preview;
  about: About;
  values: Values;
  titleOf: (field: string) => string;
  onField: (field: string) => void;
  onReload: () => void;
}) {
  const { preview, about, values, titleOf, onField, onReload } = props;
  return (
    <>
      {preview.problems.length > 0 ? (
        <Panel title={preview.mayCreate ? 'Worth knowing' : 'Not yet'}>
          <ProblemList
            problems={preview.problems}
            titleOf={titleOf}
            onField={onField}
          />
        </Panel>
      ) : null}
      {preview.approval.needed ? (
        <ApprovalPanel
          preview={preview}
          about={about}
          values={values}
          onAsked={onReload}
        />
      ) : null}
      <Panel title="What would happen">
        <Summary preview={preview} />
      </Panel>
      <Panel title="Files">
        <FileBrowser preview={preview} />
      </Panel>
      {preview.files.some(({ path }) => path === PROGRAM) ? (
        <TestReadPanel about={about} values={values} />
      ) : null}
      <Panel title="Verdicts">
        <VerdictTable verdicts={preview.verdicts} />
      </Panel>
    </>
  );
}

/** What becomes of files that were edited by hand; it stays while the preview is made anew for what was decided. */
function EditsPanel(props: {
  preview: Preview | undefined;
  edits: Edits;
  onEdits: (edits: Edits) => void;
}) {
  const { preview, edits, onEdits } = props;
  const [shown, setShown] = useState<Preview['edited']>([]);
  useEffect(() => {
    if (preview) setShown(preview.edited);
  }, [preview]);
  if (shown.length === 0) return null;
  return (
    <Panel title="Edited by hand">
      <EditedFiles
        edited={shown}
        edits={edits}
        onDecide={(path, decision) => onEdits({ ...edits, [path]: decision })}
      />
    </Panel>
  );
}

/** The page itself. */
export function PreviewStep(props: {
  values: Values;
  disabled: boolean;
  titleOf: (field: string) => string;
  onField: (field: string) => void;
  onBack: () => void;
  onCreate: () => void;
}) {
  const { values, disabled, titleOf, onField, onBack, onCreate } = props;
  const about = useAbout();
  const [edits, setEdits] = useState<Edits>({});
  const query = usePreview(about, values, edits);
  const change = useChange(about, values, edits);
  const isCurrent = !query.loading && !query.error;
  const why = whyNotCreate(isCurrent ? query.data : undefined, titleOf);
  const isChange = about.changing !== undefined;
  if (change.report) return <ChangeReport report={change.report} />;
  return (
    <div className={styles.step}>
      <EditsPanel preview={query.data} edits={edits} onEdits={setEdits} />
      <QueryView
        query={query}
        what="what would be written"
        permission="data-sources.pipeline.preview"
        rows={12}
      >
        {preview => (
          <PreviewPanels
            preview={preview}
            about={about}
            values={values}
            titleOf={titleOf}
            onField={onField}
            onReload={query.reload}
          />
        )}
      </QueryView>
      {change.error ? (
        <FailedState title="It was not changed" error={change.error} />
      ) : null}
      <div className={styles.footer}>
        <p className={styles.why} role="status">
          {query.loading
            ? 'The template is run without effects ...'
            : why ?? ''}
        </p>
        <Button variant="tertiary" onPress={onBack}>
          Back
        </Button>
        <Button
          variant="primary"
          isDisabled={why !== undefined || disabled || change.isBusy}
          onPress={isChange ? change.apply : onCreate}
        >
          {isChange ? 'Change' : 'Create'}
        </Button>
      </div>
    </div>
  );
}
