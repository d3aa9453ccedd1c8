/** Judges a condition over the values of facts, and says what was seen where. */
import { Clock } from '../clock';
import { bad, Finding, good, open } from '../examine';
import {
  Compared,
  Comparison,
  Condition,
  Operator,
  readPath,
  Step,
} from './condition';

/** Values of facts by name. */
export type FactsByName = Readonly<Record<string, unknown>>;
type Sight = Finding['sight'];

/** What a condition says, and the things that decide it. */
export interface ConditionOutcome {
  sight: Sight;
  findings: readonly Finding[];
}

/** Something that a path leads to, and the thing that it is of. */
interface Place {
  value: unknown;
  holder: string | undefined;
}

/** Fields by which facts name what they are about, the best first. */
const NAMES = [
  'object',
  'pod',
  'secret',
  'account',
  'target',
  'report',
  'host',
  'node',
  'name',
];

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameIn(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const field = NAMES.find(name => typeof value[name] === 'string');
  return field === undefined ? undefined : String(value[field]);
}

function placesAt(from: Place, [step, ...rest]: readonly Step[]): Place[] {
  if (!step) return [from];
  const { value } = from;
  const next =
    isFields(value) && Object.hasOwn(value, step.field)
      ? value[step.field]
      : undefined;
  const holder = nameIn(value) ?? from.holder;
  if (!step.each) return placesAt({ value: next, holder }, rest);
  return (Array.isArray(next) ? next : []).flatMap((item: unknown) =>
    placesAt({ value: item, holder: nameIn(item) ?? holder }, rest),
  );
}

const HOUR = 3_600_000;

type Ask = (
  value: unknown,
  compared: Comparison['value'],
  clock: Clock,
) => boolean | undefined;

function isAmong(value: unknown, list: Comparison['value']): boolean {
  const items: readonly unknown[] = Array.isArray(list) ? list : [list];
  return items.includes(value);
}

function holds(value: unknown, part: Comparison['value']): boolean {
  return Array.isArray(value)
    ? value.includes(part)
    : String(value).includes(String(part));
}

function fits(value: unknown, pattern: Comparison['value']): boolean {
  return new RegExp(String(pattern)).test(String(value));
}

function isOlder(
  value: unknown,
  hours: Comparison['value'],
  clock: Clock,
): boolean | undefined {
  const at = Date.parse(String(value));
  if (Number.isNaN(at)) return undefined;
  return clock.isPast(at + Number(hours) * HOUR);
}

function negated(ask: Ask): Ask {
  return (value, compared, clock) => {
    const answer = ask(value, compared, clock);
    return answer === undefined ? undefined : !answer;
  };
}

const equal: Ask = (value, compared) => value === compared;
const atLeast: Ask = (value, compared) => Number(value) >= Number(compared);
const above: Ask = (value, compared) => Number(value) > Number(compared);
const isSet: Ask = value => value !== undefined && value !== null;
const isEmpty: Ask = value =>
  Array.isArray(value) ? value.length === 0 : undefined;

const ASKS: Readonly<Record<Operator, Ask>> = {
  equal,
  'not-equal': negated(equal),
  'one-of': isAmong,
  'none-of': negated(isAmong),
  'at-least': atLeast,
  below: negated(atLeast),
  above,
  'at-most': negated(above),
  matches: fits,
  'matches-not': negated(fits),
  contains: holds,
  'contains-not': negated(holds),
  'is-set': isSet,
  'is-not-set': negated(isSet),
  'is-empty': isEmpty,
  'is-not-empty': negated(isEmpty),
  'older-than-hours': isOlder,
  'younger-than-hours': negated(isOlder),
};

const SHOWN = 120;

function show(value: unknown): string {
  if (value === undefined) return 'not said';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

function findAt(
  { value, holder }: Place,
  { path, operator, value: compared }: Comparison,
  clock: Clock,
): Finding {
  const field = path.split('.').at(-1)!.replace('[]', '');
  const seen = `${holder ? `${holder}: ` : ''}${field} is ${show(value)}`;
  const objects = holder === undefined ? [] : [holder];
  const isAboutPresence = operator === 'is-set' || operator === 'is-not-set';
  if (value === undefined && !isAboutPresence) return open(objects, seen);
  const answer = ASKS[operator](value, compared as Compared, clock);
  if (answer === undefined) return open(objects, seen);
  return answer ? good(objects, seen) : bad(objects, seen);
}

function decisive(sights: readonly Sight[], of: 'every' | 'some'): Sight {
  const [first, last]: readonly [Sight, Sight] =
    of === 'every' ? ['bad', 'good'] : ['good', 'bad'];
  if (sights.includes(first)) return first;
  return sights.includes('open') ? 'open' : last;
}

function compare(
  comparison: Comparison,
  facts: FactsByName,
  clock: Clock,
): ConditionOutcome {
  const steps = readPath(comparison.path) ?? [];
  const findings = placesAt({ value: facts, holder: undefined }, steps).map(
    place => findAt(place, comparison, clock),
  );
  const sight = decisive(
    findings.map(one => one.sight),
    comparison.of ?? 'every',
  );
  if (findings.length === 0 && sight === 'bad')
    return { sight, findings: [bad([], `nothing is at ${comparison.path}`)] };
  return { sight, findings: findings.filter(one => one.sight === sight) };
}

function join(
  parts: readonly ConditionOutcome[],
  of: 'every' | 'some',
): ConditionOutcome {
  const sight = decisive(
    parts.map(part => part.sight),
    of,
  );
  return {
    sight,
    findings: parts
      .filter(part => part.sight === sight)
      .flatMap(({ findings }) => findings),
  };
}

const OPPOSITES: Readonly<Record<Sight, Sight>> = {
  good: 'bad',
  bad: 'good',
  open: 'open',
};

/** What a condition says of facts; every fact that it names is given. */
export function judgeCondition(
  condition: Condition,
  facts: FactsByName,
  clock: Clock,
): ConditionOutcome {
  const judge = (one: Condition) => judgeCondition(one, facts, clock);
  if ('all' in condition) return join(condition.all.map(judge), 'every');
  if ('any' in condition) return join(condition.any.map(judge), 'some');
  if ('not' in condition) {
    const { sight, findings } = judge(condition.not);
    return {
      sight: OPPOSITES[sight],
      findings: findings.map(one => ({ ...one, sight: OPPOSITES[one.sight] })),
    };
  }
  return compare(condition, facts, clock);
}
