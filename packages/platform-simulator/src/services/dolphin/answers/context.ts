/** What an answer is made from: who asked what, of which version, and what there is. */
import { envelope } from '../envelope';
import type { Dialect } from '../dialect';
import type { DolphinServer } from '../server/DolphinServer';
import type { Masters } from '../server/Masters';
import type { DefinitionRecord, ProjectRecord } from '../server/records';
import type { ServiceCall } from '../../types';

/** A refusal in the envelope. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }

  /** As it is sent: HTTP 200. */
  answer(): Response {
    return envelope(this.code, this.message);
  }
}

/** Parameters of a query and of a form; JSON bodies have none. */
export class Parameters {
  readonly #values: URLSearchParams;
  readonly file?: string;

  constructor(values: URLSearchParams, file?: string) {
    this.#values = values;
    this.file = file;
  }

  /** @throws Refusal 10001 when it is missing. */
  need(name: string): string {
    const value = this.#values.get(name);
    if (value === null) {
      throw new Refusal(10001, `request parameter ${name} is not valid`);
    }
    return value;
  }

  /** @throws Refusal 10001 when it is no number. */
  needNumber(name: string): number {
    const number = Number(this.need(name));
    if (!Number.isSafeInteger(number)) {
      throw new Refusal(10001, `request parameter ${name} is not valid`);
    }
    return number;
  }

  get(name: string, fallback = ''): string {
    return this.#values.get(name) ?? fallback;
  }

  /** @throws Refusal 10001 when it is no JSON. */
  needJson<T>(name: string): T {
    try {
      return JSON.parse(this.need(name));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(10001, `request parameter ${name} is not valid`);
    }
  }
}

/** Reads what a call brings: its query, and its body when that is a form. */
export async function readParameters(call: ServiceCall): Promise<Parameters> {
  const values = new URLSearchParams(call.query);
  const type = call.request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(await call.request.text());
    for (const [name, value] of form) values.set(name, value);
  } else if (type.startsWith('multipart/form-data')) {
    const form = await call.request.formData();
    const file = form.get('file');
    if (file instanceof Blob) return new Parameters(values, await file.text());
  }
  return new Parameters(values);
}

/** What an answer is made from. */
export interface ApiContext {
  call: ServiceCall;
  dialect: Dialect;
  server: DolphinServer;
  masters: Masters;
  parameters: Parameters;
  /** Segments of the path that its pattern leaves open, in order. */
  segments: readonly string[];
}

/** Answers one address. */
export type ApiAnswer = (context: ApiContext) => Response;

/** The project of the first segment. @throws Refusal 10018 */
export function projectOf({ server, segments }: ApiContext): ProjectRecord {
  const found = server.projects.find(
    ({ code }) => String(code) === segments[0],
  );
  if (!found) throw new Refusal(10018, `project ${segments[0]} not found`);
  return found;
}

/** The definition of the second segment, or of a code. @throws Refusal 50003 */
export function definitionOf(
  context: ApiContext,
  code: string = context.segments[1],
): DefinitionRecord {
  const project = projectOf(context);
  const found = context.server.findDefinition(project.code, Number(code));
  if (!found) {
    throw new Refusal(
      50003,
      `${context.dialect.word} definition ${code} does not exist`,
    );
  }
  return found;
}
