/** A few rows, as the connector that would be written reads them: rows, columns with their types, quality, and from where. */
import { TestRead } from '@254carbon/backstage-plugin-platform-common';
import {
  DataTable,
  EmptyState,
  StatusPill,
  UnknownState,
  type State,
} from '@254carbon/backstage-plugin-platform-react';

const QUALITY: Readonly<Record<'pass' | 'warn' | 'fail', State>> = {
  pass: 'pass',
  warn: 'degraded',
  fail: 'fail',
};

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const NARROWEST = 96;
const WIDEST = 320;
const PADDING = 16;
const PIXELS_A_LETTER = 8;
/** Heads are bold, of rows as well. */
const PIXELS_A_BOLD_LETTER = 10;

const longestOf = (texts: readonly string[]) =>
  Math.max(0, ...texts.map(text => text.length));

/** As wide as its longest text, within reason, so that a row is a line and not a tower; never narrower than a word of its head, so that none breaks. */
export function widthOf(
  title: string,
  texts: readonly string[],
  { isBold = false }: { isBold?: boolean } = {},
): number {
  const letter = isBold ? PIXELS_A_BOLD_LETTER : PIXELS_A_LETTER;
  const cells = longestOf(texts) * letter + PADDING;
  const head = longestOf(title.split(' ')) * PIXELS_A_BOLD_LETTER + PADDING;
  return Math.max(NARROWEST, head, Math.min(WIDEST, cells));
}

function Rows(props: { read: TestRead }) {
  const { rows, columns } = props.read;
  const numbered = rows.map((row, index) => ({ row, index }));
  return (
    <DataTable
      label="Rows that were read"
      rows={numbered}
      rowKey={({ index }) => String(index)}
      columns={columns.map(({ name, type }, index) => ({
        title: `${name} (${type})`,
        width: widthOf(
          `${name} (${type})`,
          rows.map(row => cellOf(row[name])),
          { isBold: index === 0 },
        ),
        numeric: /int|long|decimal|number|double|float/.test(type),
        cell: ({ row }: (typeof numbered)[number]) => cellOf(row[name]),
      }))}
      empty={
        <EmptyState title="No rows were read">
          The source has none for these values, or the sample is empty.
        </EmptyState>
      }
    />
  );
}

/** What a test read gave. */
export function TestReadView(props: { read: TestRead }) {
  const { read } = props;
  const { from, reason, quality, requests, rejected, rows } = read;
  return (
    <div>
      {from === 'fixtures' ? (
        <UnknownState title="These rows are a sample; nothing was read">
          {reason}
        </UnknownState>
      ) : (
        <p>
          {reason} {rows.length} rows, {rejected} rejected, in{' '}
          {read.milliseconds} ms.
        </p>
      )}
      <Rows read={read} />
      {quality.length > 0 ? (
        <ul aria-label="Data quality" style={{ listStyle: 'none', padding: 0 }}>
          {quality.map(({ check, outcome, message }) => (
            <li key={check}>
              <StatusPill state={QUALITY[outcome]} /> {check}
              {message ? `: ${message}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {requests.length > 0 ? (
        <details>
          <summary>
            {requests.length} {requests.length === 1 ? 'request' : 'requests'}
          </summary>
          <ul>
            {requests.map((request, index) => (
              <li key={index} style={{ overflowWrap: 'anywhere' }}>
                <code>{request}</code>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
