/**
 * A text field with suggestions below it, after the combobox pattern of the ARIA practices: the text field keeps
 * the focus, up and down walk the suggestions, Enter takes the one that is walked to, Escape lets go. How many
 * there are is announced.
 */
import {
  KeyboardEvent,
  ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import styles from './Suggest.module.css';

/** Something that can be taken. */
export interface Suggestion {
  id: string;
  label: string;
  /** What kind of thing it is, or where: shown beside it. */
  note?: string;
  icon?: ReactNode;
}

type Props = {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  suggestions: readonly Suggestion[];
  onChoose: (suggestion: Suggestion) => void;
  /** Enter without a suggestion walked to. Absent: Enter takes the first. */
  onSubmit?: (text: string) => void;
  /** The list is shown whether or not the field has the focus, as in a dialog that is nothing else. */
  alwaysOpen?: boolean;
  /** The field takes the focus when it appears, as the one thing that a dialog is for. */
  focusFirst?: boolean;
  /** How many there are, or why there are none. */
  status: string;
};

const STEPS: Record<string, (active: number, count: number) => number> = {
  ArrowDown: (active, count) => (active + 1) % count,
  ArrowUp: (active, count) => (active <= 0 ? count - 1 : active - 1),
  PageDown: (active, count) => Math.min(count - 1, active + 8),
  PageUp: active => Math.max(0, active - 8),
};

function useWalk(props: Props, close: () => void) {
  const { suggestions, onChoose, onSubmit, text } = props;
  const first = onSubmit ? -1 : 0;
  const [active, setActive] = useState(first);
  const ids = suggestions.map(({ id }) => id).join('\n');
  useEffect(() => setActive(first), [ids, first]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step && suggestions.length > 0) {
      event.preventDefault();
      setActive(step(active, suggestions.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = suggestions[active];
      if (chosen) onChoose(chosen);
      else onSubmit?.(text);
      close();
    } else if (event.key === 'Escape') {
      close();
    }
  };
  return { active, onKeyDown };
}

function Options(props: {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  active: number;
  onChoose: (suggestion: Suggestion) => void;
}) {
  const { id, label, suggestions, active, onChoose } = props;
  const ref = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const option = ref.current?.children[active];
    // A document without layout has no scrolling.
    option?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    <ul
      ref={ref}
      id={id}
      role="listbox"
      aria-label={label}
      className={styles.list}
    >
      {suggestions.map((suggestion, index) => (
        // The keys are handled by the text field, which keeps the focus.
        <li
          key={suggestion.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={styles.option}
          onMouseDown={event => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          onKeyDown={() => undefined}
        >
          {suggestion.icon}
          <span className={styles.label}>{suggestion.label}</span>
          <span className={styles.note}>{suggestion.note}</span>
        </li>
      ))}
    </ul>
  );
}

/** The field and its suggestions. */
export function Suggest(props: Props) {
  const { label, suggestions, alwaysOpen, focusFirst, status } = props;
  const id = useId();
  const [focused, setFocused] = useState(false);
  const { active, onKeyDown } = useWalk(props, () => setFocused(false));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusFirst) field.current?.focus();
  }, [focusFirst]);
  const isOpen = (alwaysOpen || focused) && suggestions.length > 0;
  return (
    <div className={styles.box}>
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={
          isOpen && active >= 0 ? `${id}-list-${active}` : undefined
        }
        autoComplete="off"
        spellCheck={false}
        className={styles.input}
        placeholder={props.placeholder}
        value={props.text}
        onChange={event => {
          setFocused(true);
          props.onText(event.target.value);
        }}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onKeyDown={onKeyDown}
      />
      <p role="status" className={styles.status}>
        {status}
      </p>
      {isOpen ? (
        <div className={alwaysOpen ? styles.inline : styles.popover}>
          <Options
            id={`${id}-list`}
            label={label}
            suggestions={suggestions}
            active={active}
            onChoose={suggestion => {
              props.onChoose(suggestion);
              setFocused(false);
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
