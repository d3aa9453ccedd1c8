/**
 * The calls that a DolphinScheduler answers, out of the annotations of its own controllers, as `javap` shows them. What is written in the
 * classes that are released cannot be remembered wrongly.
 */
import { spawnSync } from 'node:child_process';

/** One call. */
export interface ControllerCall {
  method: string;
  /** Below the context path; `{code}` stands for a part. */
  path: string;
  /** Parameters with a name of their own in the annotation. */
  required: string[];
  optional: string[];
  /** Parameters that have their name from the source, which the class does not show; all of them are required. */
  unnamed: number;
}

const PACKAGE = 'org.apache.dolphinscheduler.api.controller';

/** The text of a class with its annotations. @throws Error when there is no JDK, or no such class. */
function describeClass(jar: string, name: string): string {
  const { status, stdout, stderr } = spawnSync(
    'javap',
    ['-v', '-p', '-cp', jar, `${PACKAGE}.${name}`],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) {
    throw new Error(`javap does not show ${name}: ${stderr}`);
  }
  return stdout;
}

const join = (...parts: string[]) =>
  `/${parts
    .flatMap(part => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** `value=["/list"]` of a mapping; empty when it has none. */
const placeOf = (mapping: string) =>
  /(?:value|path)=\["([^"]*)"\]/.exec(mapping)?.[1] ?? '';

/** Annotations of one kind, each with what stands in its brackets; without brackets it is empty. */
function annotations(text: string, name: RegExp): string[][] {
  const pattern = new RegExp(
    `org\\.springframework\\.web\\.bind\\.annotation\\.(${name.source})(?:\\(([\\s\\S]*?)\\n\\s*\\))?(?=\\n)`,
    'g',
  );
  return [...`${text}\n`.matchAll(pattern)].map(([, kind, inside = '']) => [
    kind,
    inside,
  ]);
}

function callOf(base: string, method: string): ControllerCall | undefined {
  const [own, parameters = ''] = method.split(
    'RuntimeVisibleParameterAnnotations:',
  );
  const [mapping] = annotations(own, /(?:Get|Post|Put|Delete)Mapping/);
  if (!mapping) return undefined;
  const call: ControllerCall = {
    method: mapping[0].replace('Mapping', '').toUpperCase(),
    path: join(base, placeOf(mapping[1])),
    required: [],
    optional: [],
    unnamed: 0,
  };
  for (const [, inside] of annotations(parameters, /RequestParam/)) {
    const name = /(?:value|name)="([^"]*)"/.exec(inside)?.[1];
    const mayLack = /required=false|defaultValue=/.test(inside);
    if (name === undefined) {
      call.unnamed += mayLack ? 0 : 1;
    } else {
      (mayLack ? call.optional : call.required).push(name);
    }
  }
  return call;
}

/** All calls of the named controllers. */
export function readControllers(
  jar: string,
  names: readonly string[],
): ControllerCall[] {
  return names.flatMap(name => {
    const text = describeClass(jar, name);
    const end = text.lastIndexOf('\n}\n');
    const [mapping] = annotations(text.slice(end), /RequestMapping/);
    const base = placeOf(mapping?.[1] ?? '');
    return text
      .slice(0, end)
      .split(/\n\n {2}(?=public |private )/)
      .slice(1)
      .flatMap(method => callOf(base, method) ?? []);
  });
}

/** The call that answers a path; the one with the fewest placeholders, as the server chooses. */
export function findCall(
  calls: readonly ControllerCall[],
  method: string,
  path: string,
): ControllerCall | undefined {
  const parts = path.split('/');
  const fits = calls.filter(call => {
    const wanted = call.path.split('/');
    return (
      call.method === method &&
      wanted.length === parts.length &&
      wanted.every((part, at) => part.startsWith('{') || part === parts[at])
    );
  });
  const holes = (call: ControllerCall) => call.path.split('{').length;
  return fits.sort((a, b) => holes(a) - holes(b))[0];
}
