/**
 * The scheduler's memory: what its tables hold, and the numbers that it gives. Deciding is done where requests are answered
 * (`answers/`), moving on in time by `Masters`.
 */
import type { Clock } from '../../types';
import type {
  CommandRecord,
  DefinitionRecord,
  DefinitionVersion,
  InstanceRecord,
  ProjectRecord,
  ScheduleRecord,
} from './records';
import { seedDefinitions, seedProject, seedSchedules } from './seedRecords';

/** Codes are milliseconds since then, with ten bits of counter. */
const CODES_BEGIN = Date.UTC(2021, 0, 1);

/** The scheduler's tables. */
export class DolphinServer {
  readonly clock: Clock;
  readonly projects: ProjectRecord[] = [seedProject()];
  definitions: DefinitionRecord[] = seedDefinitions();
  schedules: ScheduleRecord[];
  readonly instances: InstanceRecord[] = [];
  commands: CommandRecord[] = [];
  /** Tokens that were stored, with the end of their time. */
  readonly tokens = new Map<string, number>();
  /** Since when the runs of a workflow that was there before are real ones, by its place. */
  readonly adopted = new Map<number, number>();
  #lastCode = 0;
  #lastId = 1000;
  /** Ids of runs that were made up are of eight digits; these are above. */
  #lastInstance = 100_000_000;

  constructor(clock: Clock) {
    this.clock = clock;
    this.schedules = seedSchedules(clock.now());
  }

  /** A code that nothing else has. */
  takeCode(): number {
    const least = (this.clock.now() - CODES_BEGIN) * 1024;
    this.#lastCode = Math.max(least, this.#lastCode + 1);
    return this.#lastCode;
  }

  takeId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  takeInstanceId(): number {
    this.#lastInstance += 1;
    return this.#lastInstance;
  }

  /** The definitions of a project. */
  definitionsOf(projectCode: number): DefinitionRecord[] {
    return this.definitions.filter(one => one.projectCode === projectCode);
  }

  findDefinition(
    projectCode: number,
    code: number,
  ): DefinitionRecord | undefined {
    return this.definitionsOf(projectCode).find(one => one.code === code);
  }

  scheduleOf(definition: DefinitionRecord): ScheduleRecord | undefined {
    return this.schedules.find(
      ({ definitionCode }) => definitionCode === definition.code,
    );
  }

  /** From now on its runs are real ones. */
  adopt({ seed }: DefinitionRecord): void {
    if (seed !== undefined && !this.adopted.has(seed)) {
      this.adopted.set(seed, this.clock.now());
    }
  }

  /** Makes what was told the version in force, under a number of its own unless it has one. */
  setVersion(
    definition: DefinitionRecord,
    told: Omit<DefinitionVersion, 'version' | 'updateTime'> & {
      version?: number;
    },
  ): void {
    this.adopt(definition);
    const known = definition.versions.map(({ version }) => version);
    const version: DefinitionVersion = {
      ...told,
      version: told.version ?? Math.max(0, ...known) + 1,
      updateTime: this.clock.now(),
    };
    if (!known.includes(version.version)) definition.versions.push(version);
    Object.assign(definition, version);
  }

  /** Removes a definition, its schedule and what waits to be started. */
  remove(definition: DefinitionRecord): void {
    this.adopt(definition);
    this.definitions = this.definitions.filter(one => one !== definition);
    this.schedules = this.schedules.filter(
      ({ definitionCode }) => definitionCode !== definition.code,
    );
    this.commands = this.commands.filter(one => one.definition !== definition);
  }
}
