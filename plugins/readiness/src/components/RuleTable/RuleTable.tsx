import {
  CATEGORY_TITLES,
  RULE_CATEGORIES,
  RULE_LEVELS,
  RuleTally,
} from '@254carbon/backstage-plugin-platform-common';
import {
  CellNote,
  Column,
  FilteredTable,
  useUrlFilters,
} from '@254carbon/backstage-plugin-platform-react';
import { levelInWords } from '../../words';
import { RuleLink } from '../RuleLink';
import { FARINGS, RuleOrder, RULES } from './ruleList';

const NAMED = 3;

function failingInWords(failing: RuleTally['failing']): string {
  const names = failing.slice(0, NAMED).map(({ title }) => title);
  const more = failing.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const CHOICES = [
  {
    filter: 'category',
    label: 'Category',
    all: 'All categories',
    options: RULE_CATEGORIES.map(value => ({
      value,
      label: CATEGORY_TITLES[value].title,
    })),
  },
  {
    filter: 'level',
    label: 'Level',
    all: 'All levels',
    options: RULE_LEVELS.map(value => ({ value, label: levelInWords(value) })),
  },
  {
    filter: 'state',
    label: 'How services fare',
    all: 'All rules',
    options: FARINGS,
  },
  {
    filter: 'proof',
    label: 'Proved by',
    all: 'All rules',
    options: [
      { value: 'objects', label: 'Objects only' },
      { value: 'people', label: 'Objects or people' },
    ],
  },
] as const;

const COLUMNS: readonly Column<RuleTally, RuleOrder>[] = [
  {
    title: 'Rule',
    width: 185,
    sort: 'title',
    cell: ({ rule }) => (
      <>
        <RuleLink ruleId={rule.id} title={rule.title} />
        <CellNote>version {rule.version}</CellNote>
      </>
    ),
  },
  {
    title: 'Category',
    width: 130,
    sort: 'category',
    cell: ({ rule }) => CATEGORY_TITLES[rule.category].title,
  },
  {
    title: 'Level',
    width: 85,
    sort: 'level',
    cell: ({ rule }) => levelInWords(rule.level),
  },
  {
    title: 'Weight',
    width: 85,
    sort: 'weight',
    numeric: true,
    cell: ({ rule }) => rule.weight,
  },
  {
    title: 'Pass',
    width: 75,
    sort: 'pass',
    numeric: true,
    cell: ({ counts }) => counts.pass,
  },
  {
    title: 'Unknown',
    width: 95,
    sort: 'unknown',
    numeric: true,
    cell: ({ counts }) => counts.unknown,
  },
  {
    title: 'Exempt',
    width: 85,
    sort: 'exempt',
    numeric: true,
    cell: ({ counts }) => counts.exempt,
  },
  {
    title: 'Fail',
    width: 75,
    sort: 'fail',
    numeric: true,
    cell: ({ counts }) => counts.fail,
  },
  {
    title: 'Who fails',
    width: 155,
    cell: ({ failing }) =>
      failing.length ? failingInWords(failing) : 'nobody',
    explain: ({ failing }) => failing.map(({ title }) => title).join(', '),
  },
];

/** The rules in force, by category, with how the services fare; filters and order are kept in the address. */
export function RuleTable(props: { rules: RuleTally[] }) {
  const list = useUrlFilters(RULES, props.rules);
  return (
    <FilteredTable
      list={list}
      what="rules"
      label="Rules in force"
      columns={COLUMNS}
      rowKey={({ rule }) => rule.id}
      placeholder="Rule or who fails it"
      choices={CHOICES}
      noMatch="No rule matches"
      advice="Change the search or the filters."
    />
  );
}
