import { Select } from '@backstage/ui';
import { ReadinessOverview } from '@254carbon/backstage-plugin-platform-common';
import { useScopeTitles } from '../../hooks/useScopeTitles';
import { PLATFORM, Scope } from '../../scope';
import { systemInWords } from '../../words';

const SEPARATOR = ' ';

type Choice = { id: string; label: string };

function choiceOf(scope: Scope['scope'], id: string, label: string): Choice {
  return { id: `${scope}${SEPARATOR}${id}`, label };
}

/** Everything that has a score, widest first. */
function choicesOf(
  overview: ReadinessOverview,
  titleOf: (ref: string) => string,
): Choice[] {
  return [
    choiceOf('platform', '', 'The platform'),
    ...overview.domains.map(({ domain }) =>
      choiceOf('domain', domain, `Domain: ${titleOf(domain)}`),
    ),
    ...overview.systems.map(({ system }) =>
      choiceOf('system', system, `System: ${systemInWords(system)}`),
    ),
    ...overview.groups.map(({ owner }) =>
      choiceOf('group', owner, `Owner: ${titleOf(owner)}`),
    ),
    ...[...overview.services]
      .sort((a, b) => a.title.localeCompare(b.title))
      .map(({ serviceId, title }) =>
        choiceOf('service', serviceId, `Service: ${title}`),
      ),
  ];
}

function keyOf({ scope, id }: Scope): string {
  return `${scope}${SEPARATOR}${id}`;
}

/** Chooses what the page is about. What the address asks for stays a choice when nothing has that name. */
export function ScopePicker(props: {
  overview?: ReadinessOverview;
  value: Scope;
  onChange: (of: Scope) => void;
}) {
  const { overview, value, onChange } = props;
  const titleOf = useScopeTitles(overview);
  const known = overview
    ? choicesOf(overview, titleOf)
    : [choiceOf('platform', '', 'The platform')];
  const options = known.some(({ id }) => id === keyOf(value))
    ? known
    : [...known, { id: keyOf(value), label: `${value.scope}: ${value.id}` }];
  return (
    <Select
      label="Score of"
      size="small"
      search
      options={options}
      value={keyOf(value)}
      onChange={key => {
        const text = String(key ?? '');
        const end = text.indexOf(SEPARATOR);
        const scope = text.slice(0, end) as Scope['scope'];
        onChange(end < 0 ? PLATFORM : { scope, id: text.slice(end + 1) });
      }}
    />
  );
}
