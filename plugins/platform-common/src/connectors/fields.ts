/*
 * The words of a connector's form, each with what it may hold. What is written here ends up in YAML, JSON, Markdown, shell commands, SQL names and
 * addresses; so every field says which characters it takes, and none takes what any of these would read as more than text: no quotes, no
 * backslashes, no `$`, no braces, no line breaks, no invisible characters. A value that is refused names its field and the cure.
 */
import { z } from 'zod';
import { isCron, toQuartz } from '../manifests';

/** Kubernetes takes 52 characters for a CronJob, the catalog 63 for `<name>-observations`. */
const LONGEST_NAME = 50;

/** Words people read: letters of any script, digits and plain punctuation on one line. */
const WORDS = /^[\p{L}\p{M}\p{N} .,:;()/&%+'-]+$/u;
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const IDENTIFIER = /^[a-z][a-z0-9_]*$/;
const ADDRESS =
  /^(https?|wss?):\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[A-Za-z0-9._~%/@:+,=-]*)?$/i;

/** A name that is a Kubernetes object, a repository, a workflow and a catalog entity at once. */
export function nameField(longest = LONGEST_NAME) {
  return z
    .string()
    .max(longest, `use at most ${longest} characters`)
    .regex(NAME, 'use lower-case letters, digits and inner hyphens');
}

/** One line for people. */
export function wordsField(longest: number) {
  return z
    .string()
    .trim()
    .min(1, 'write at least a word')
    .max(longest, `use at most ${longest} characters`)
    .regex(
      WORDS,
      "use letters, digits and . , : ; ( ) / & % + ' - on one line",
    );
}

/** A name of a table, a namespace or a column: what SQL takes without quotes. */
export function identifierField() {
  return z
    .string()
    .max(63, 'use at most 63 characters')
    .regex(
      IDENTIFIER,
      'use lower-case letters, digits and underscores, a letter first',
    );
}

/** The name of a field in somebody's answer: they write it as they like, but on one line and without markup. */
export function sourceNameField() {
  return z
    .string()
    .min(1, 'name it')
    .max(120, 'use at most 120 characters')
    .regex(
      /^[A-Za-z0-9_@][A-Za-z0-9_@ .:/()-]*$/,
      'use letters, digits, spaces and _ @ . : / ( ) -',
    );
}

/** A dotted place in an answer, such as `response.data`; empty is the whole answer. */
export function placeField() {
  return z
    .string()
    .max(200, 'use at most 200 characters')
    .regex(
      /^([A-Za-z0-9_@-]+(\.[A-Za-z0-9_@-]+)*)?$/,
      'write a dotted place such as response.data',
    );
}

/** An id that a source gives: a series, a symbol, a station. */
export function idField(example: string) {
  return z
    .string()
    .min(1, `write an id such as ${example}`)
    .max(80, 'use at most 80 characters')
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/,
      `use letters, digits and _ . : -, such as ${example}`,
    );
}

/** Several ids, each once; a text with commas is taken apart. */
export function idsField(example: string, most = 50) {
  return z.preprocess(
    given =>
      typeof given === 'string'
        ? given.split(',').map(one => one.trim())
        : given,
    z
      .array(idField(example))
      .min(1, `name at least one, such as ${example}`)
      .max(most, `name at most ${most}`)
      .refine(
        ids => new Set(ids).size === ids.length,
        'names one twice; name each once',
      ),
  );
}

const OF_A_CLOUD =
  /^(169\.254\.\d+\.\d+|\[fe80:.*\]|metadata\.google\.internal)$/;

/** Where machines of a cloud ask who they are and for keys, however the address is written; no source is there. */
function isOfACloud(address: string): boolean {
  return URL.canParse(address) && OF_A_CLOUD.test(new URL(address).hostname);
}

/** An address without a query, a fragment or a key in it. */
export function addressField(protocols: readonly string[]) {
  const names = protocols.map(one => `${one}://`).join(' or ');
  return z
    .string()
    .max(300, 'use at most 300 characters')
    .regex(
      ADDRESS,
      `write an address such as ${protocols[0]}://api.example.com/v1, without a query and without a key`,
    )
    .refine(
      value => protocols.some(one => value.startsWith(`${one}://`)),
      `start with ${names}`,
    )
    .refine(value => !value.includes('..'), 'leave out ..')
    .refine(
      value => !isOfACloud(value),
      'is where a cloud tells its machines their keys; name the host of the source',
    );
}

/** A host of the internet's name system, such as `events.example.com`; an empty text is none. */
export function hostField() {
  return z.preprocess(
    given => (given === '' ? undefined : given),
    z
      .string()
      .max(253, 'use at most 253 characters')
      .regex(
        /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        'write a host such as events.example.com, in lower case and without https://',
      )
      .optional(),
  );
}

/** A path below an address. */
export function pathField() {
  return z
    .string()
    .max(300, 'use at most 300 characters')
    .regex(
      /^\/[A-Za-z0-9._~%/@:+,=-]*$/,
      'start with / and go on with what a path may hold',
    )
    .refine(value => !/(^|\/)\.\.?(\/|$)/.test(value), 'leave out . and ..');
}

/** The name of an environment variable. */
export function variableField() {
  return z
    .string()
    .max(80, 'use at most 80 characters')
    .regex(
      /^[A-Z][A-Z0-9_]*$/,
      'name an environment variable such as PRICES_API_KEY; never write the key itself',
    );
}

/** The group that answers for it, as a full reference whichever way it was written. */
export function ownerField() {
  return z
    .string()
    .max(140, 'use at most 140 characters')
    .regex(
      /^(group:)?([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
      'name a group, such as group:default/data-engineering',
    )
    .transform(given => {
      const [name, namespace = 'default'] = given
        .replace(/^group:/, '')
        .split('/')
        .reverse();
      return `group:${namespace}/${name}`;
    });
}

function quartzProblem(schedule: string): string | undefined {
  try {
    toQuartz(schedule);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Five fields that Kubernetes and Quartz can both say. */
export function scheduleField() {
  return z
    .string()
    .trim()
    .max(120, 'use at most 120 characters')
    .superRefine((schedule, context) => {
      const message = isCron(schedule)
        ? quartzProblem(schedule)
        : 'is no schedule; write five fields such as "30 6 * * *"';
      if (message) context.addIssue({ code: 'custom', message });
    });
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** A time zone of the IANA list. */
export function timezoneField() {
  return z
    .string()
    .max(60, 'use at most 60 characters')
    .regex(/^[A-Za-z0-9_+/-]+$/, 'write a zone such as America/New_York')
    .refine(isZone, 'is no time zone; write one such as UTC or Europe/Berlin');
}

/** A day of the calendar, `2024-01-31`. */
export function dayField() {
  return z
    .string()
    .refine(
      value =>
        /^\d{4}-\d{2}-\d{2}$/.test(value) &&
        !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) &&
        new Date(`${value}T00:00:00Z`).toISOString().startsWith(value),
      'write a day of the calendar like 2024-01-02',
    );
}
