/** The files that would be written: their tree to the left, the chosen one to the right, as text or as difference. */
import {
  DiffLine,
  Preview,
  PreviewFile,
} from '@254carbon/backstage-plugin-platform-common';
import { EmptyState } from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import styles from './FileBrowser.module.css';

const MARKS = {
  added: { sign: '+', word: 'new' },
  changed: { sign: '~', word: 'changed' },
  unchanged: { sign: ' ', word: 'unchanged' },
  removed: { sign: '-', word: 'not written any more' },
} as const;

/** A size for people, in binary units. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kibibytes = bytes / 1024;
  return kibibytes < 1024
    ? `${kibibytes.toFixed(1)} KiB`
    : `${(kibibytes / 1024).toFixed(1)} MiB`;
}

const SIGNS = {
  same: '  ',
  added: '+ ',
  removed: '- ',
  skipped: '  ',
} as const;

/** Lines that are equal, gone or new; the sign says it, not only the look. */
export function DiffLines(props: { lines: readonly DiffLine[]; name: string }) {
  const { lines, name } = props;
  return (
    <div className={styles.lines} role="region" tabIndex={0} aria-label={name}>
      {lines.map(({ kind, text }, index) => (
        <span key={index} className={styles.line} data-kind={kind}>
          {kind === 'skipped' ? `... ${text} ...` : `${SIGNS[kind]}${text}`}
        </span>
      ))}
    </div>
  );
}

function FileContent(props: { file: PreviewFile; lines?: DiffLine[] }) {
  const { file, lines } = props;
  const { path, bytes, isBinary, content, cut, change } = file;
  return (
    <div>
      <p className={styles.head}>
        {path}, {sizeInWords(bytes)}, {MARKS[change].word}
        {cut ? '; only its beginning is shown' : ''}
      </p>
      {isBinary ? (
        <EmptyState title="This file is no text">
          It is written as it is and cannot be shown.
        </EmptyState>
      ) : null}
      {!isBinary && lines && lines.length > 0 ? (
        <DiffLines lines={lines} name={`Difference of ${path}`} />
      ) : null}
      {!isBinary && !(lines && lines.length > 0) ? (
        <div
          className={styles.content}
          role="region"
          tabIndex={0}
          aria-label={`Content of ${path}`}
        >
          {content}
        </div>
      ) : null}
    </div>
  );
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** The tree and the chosen file. */
export function FileBrowser(props: { preview: Preview }) {
  const { files, diff } = props.preview;
  const [chosen, setChosen] = useState<string>();
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  if (!file) {
    return (
      <EmptyState title="There are no files to show">
        The template refuses the form before it writes anything.
      </EmptyState>
    );
  }
  const lines = diff.changed.find(({ path }) => path === file.path)?.lines;
  return (
    <div className={styles.browser}>
      <ul className={styles.tree} aria-label="Files that would be written">
        {files.map(({ path, change }, index) => {
          const folder = folderOf(path);
          const isFirst =
            folder !== '' &&
            (index === 0 || folderOf(files[index - 1].path) !== folder);
          return (
            <li key={path}>
              {isFirst ? <div className={styles.folder}>{folder}/</div> : null}
              <button
                type="button"
                className={styles.file}
                aria-current={path === file.path}
                aria-label={`${path}, ${MARKS[change].word}`}
                onClick={() => setChosen(path)}
              >
                <span className={styles.mark} aria-hidden="true">
                  {MARKS[change].sign}
                </span>
                <span>{path.slice(folder === '' ? 0 : folder.length + 1)}</span>
              </button>
            </li>
          );
        })}
        {diff.removed.map(path => (
          <li key={path} className={styles.folder}>
            {MARKS.removed.sign} {path} ({MARKS.removed.word})
          </li>
        ))}
      </ul>
      <FileContent file={file} lines={lines} />
    </div>
  );
}
