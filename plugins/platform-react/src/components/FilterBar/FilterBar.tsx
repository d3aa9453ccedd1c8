/**
 * Searching and filtering a list: one search field, a choice for each filter, and a status that says how
 * many rows are left, which screen readers announce. What is chosen is the page's business, and lives in the address
 * (`useUrlFilters`).
 */
import { Button, SearchField, Select } from '@backstage/ui';
import { ReactNode } from 'react';
import { EmptyState } from '../StateViews';
import styles from './FilterBar.module.css';

/** One filter and what can be chosen in it. */
export interface Choice<Filter extends string = string> {
  /** Name of the filter in its list and in the address. */
  filter: Filter;
  label: string;
  options: readonly { value: string; label: string }[];
  /** What choosing nothing is called; `all` unless given. */
  all?: string;
}

/** What the bar shows, and what it asks for. `useUrlFilters` gives it. */
export interface Filtering<Filter extends string = string> {
  search: string;
  filters: Record<Filter, string>;
  setSearch: (search: string) => void;
  setFilter: (filter: Filter, value: string) => void;
}

const ALL = 'all';

function ChoiceField<Filter extends string>(props: {
  choice: Choice<Filter>;
  value: string;
  onChange: (value: string) => void;
}) {
  const { choice, value, onChange } = props;
  // A value from the address that nobody has any more stays visible, or the empty table would have no reason.
  const isKnown = choice.options.some(option => option.value === value);
  const options =
    value && !isKnown
      ? [...choice.options, { value, label: value }]
      : choice.options;
  // Ids are prefixed, so that a value that is called like the absence of one can be chosen.
  return (
    <Select
      label={choice.label}
      size="small"
      options={[
        { id: ALL, label: choice.all ?? 'all' },
        ...options.map(option => ({
          id: `=${option.value}`,
          label: option.label,
        })),
      ]}
      value={value ? `=${value}` : ALL}
      onChange={key =>
        onChange(key === null || key === ALL ? '' : String(key).slice(1))
      }
    />
  );
}

/** Search field and choices of a list, and how much they leave of it. */
export function FilterBar<Filter extends string>(props: {
  /** What the bar is for, to screen readers: `Filter the runbooks`. */
  label: string;
  /** What the search looks at: `title, summary or service`. */
  placeholder: string;
  filtering: Filtering<Filter>;
  choices: readonly Choice<Filter>[];
  /** How many rows are shown: `3 of 7 sources shown`. */
  status: string;
}) {
  const { label, placeholder, filtering, choices, status } = props;
  // Where everything has the same value there is nothing to choose, unless the address asks for another one.
  const isChoice = ({ filter, options }: Choice<Filter>) =>
    options.length > 1 || filtering.filters[filter] !== '';
  return (
    <>
      <div className={styles.filters} role="search" aria-label={label}>
        <SearchField
          label="Search"
          size="small"
          className={styles.search}
          placeholder={placeholder}
          value={filtering.search}
          onChange={filtering.setSearch}
        />
        {choices.filter(isChoice).map(choice => (
          <ChoiceField
            key={choice.filter}
            choice={choice}
            value={filtering.filters[choice.filter]}
            onChange={value => filtering.setFilter(choice.filter, value)}
          />
        ))}
      </div>
      <p role="status" className={styles.status}>
        {status}
      </p>
    </>
  );
}

/** Nothing is left of a list that has rows: what was asked is the reason, and one button takes it back. */
export function NoMatch(props: {
  title: string;
  /** Words of the button: `Show all sources`. */
  showAll: string;
  onShowAll: () => void;
  children?: ReactNode;
}) {
  return (
    <EmptyState
      title={props.title}
      action={<Button onPress={props.onShowAll}>{props.showAll}</Button>}
    >
      {props.children}
    </EmptyState>
  );
}
