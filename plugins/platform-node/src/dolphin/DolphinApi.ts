import { z } from 'zod';
import { PlatformDoor } from '../door/types';
import {
  createDolphinCaller,
  DolphinCaller,
  DolphinParameters,
} from './createDolphinCaller';
import { DolphinError } from './DolphinError';
import { DolphinSettings } from './readDolphinConfig';

/** What a version says where another one says something else. */
export type DolphinWord = 'process' | 'workflow';

/** Calls whose answers are read, and the word of the version. Everything throws {@link DolphinError}. */
export class DolphinApi {
  readonly settings: DolphinSettings;
  readonly call: DolphinCaller;
  #word?: DolphinWord;

  constructor(options: {
    door: Pick<PlatformDoor, 'ask'>;
    settings: DolphinSettings;
  }) {
    this.settings = options.settings;
    this.call = createDolphinCaller(options);
  }

  /** Finds out what the version says, by which path a project has; asked once. */
  async learnWord(project: number): Promise<DolphinWord> {
    const { apiVersion } = this.settings;
    if (apiVersion !== 'auto') {
      this.#word = apiVersion === '3.3' ? 'workflow' : 'process';
    }
    this.#word ??= (await this.#has(project, 'process'))
      ? 'process'
      : 'workflow';
    return this.#word;
  }

  /** Where the definitions of a project are. */
  async definitions(project: number): Promise<string> {
    return `/projects/${project}/${await this.learnWord(project)}-definition`;
  }

  /** Sends a form. */
  send(method: 'POST' | 'PUT', path: string, parameters: DolphinParameters) {
    return this.call({ method, path, parameters });
  }

  /** Sends a form and reads what comes back. */
  async post<S extends z.ZodType>(
    shape: S,
    path: string,
    parameters: DolphinParameters,
  ): Promise<z.output<S>> {
    return parse(shape, await this.send('POST', path, parameters), path);
  }

  /** Asks and reads. */
  async read<S extends z.ZodType>(
    shape: S,
    path: string,
    parameters?: DolphinParameters,
  ): Promise<z.output<S>> {
    return parse(shape, await this.call({ path, parameters }), path);
  }

  async #has(project: number, word: DolphinWord): Promise<boolean> {
    try {
      await this.call({
        path: `/projects/${project}/${word}-definition`,
        parameters: { pageNo: 1, pageSize: 1 },
      });
      return true;
    } catch (error) {
      if (error instanceof DolphinError && error.status === 404) return false;
      throw error;
    }
  }
}

function parse<S extends z.ZodType>(
  shape: S,
  told: unknown,
  path: string,
): z.output<S> {
  const result = shape.safeParse(told);
  if (result.success) return result.data;
  throw new DolphinError(
    `DolphinScheduler answered ${path} in a shape that the portal does not know; check its version.`,
    { cause: result.error },
  );
}
