import {
  FormOptions,
  TableCheck,
} from '@254carbon/backstage-plugin-platform-common';
import { type State } from '@254carbon/backstage-plugin-platform-react';

/** What a table is called. */
export const TABLE = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;

/** A sentence about a table, with its state. */
export interface TableNote {
  state: State;
  text: string;
}

type Known = Pick<FormOptions, 'tables' | 'lake'>;

/** What is said at once, before anybody was asked. */
export function describeTable(
  text: string,
  { tables, lake }: Known,
): TableNote[] {
  if (text === '') return [];
  if (!TABLE.test(text)) {
    return [
      {
        state: 'bad',
        text: 'Write namespace.table in lower-case letters, digits and underscores, such as energy.spot_prices.',
      },
    ];
  }
  const known = tables.find(({ name }) => name === text);
  if (known) {
    const { entityRef, filledBy } = known;
    const said = `${text} stands${entityRef ? ` (${entityRef})` : ''}`;
    return [
      {
        state: 'degraded',
        text:
          filledBy.length > 0
            ? `${said}, filled by ${filledBy.join(
                ', ',
              )}; rows of both will land in it.`
            : `${said}; rows are added to those that are there.`,
      },
    ];
  }
  return lake.state === 'failed'
    ? [
        {
          state: 'unknown',
          text: `Whether ${text} stands is not known: ${lake.reason}`,
        },
      ]
    : [
        {
          state: 'good',
          text: `${text} is new; it is created from the schema.`,
        },
      ];
}

const STATES = { new: 'good', stands: 'degraded', unknown: 'unknown' } as const;

/** The same after the lake was asked for its columns. */
export function describeCheck(check: TableCheck): TableNote[] {
  return [
    { state: STATES[check.state], text: check.reason },
    ...check.problems.map(
      ({ severity, message }): TableNote => ({
        state: severity === 'refused' ? 'bad' : 'degraded',
        text: message,
      }),
    ),
  ];
}

/** How many may be chosen, and whether the lake itself was asked. */
export function describeChoice({ tables, lake }: Known): string {
  const many = `${tables.length} ${
    tables.length === 1 ? 'table stands' : 'tables stand'
  }`;
  switch (lake.state) {
    case 'read':
      return `${many}; a new name is created.`;
    case 'none':
      return `${many} in the catalog; a new name is created. ${lake.reason}`;
    default:
      return `${many} in the catalog. ${lake.reason}`;
  }
}
