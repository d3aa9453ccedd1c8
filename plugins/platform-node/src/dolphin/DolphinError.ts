/** The scheduler did not do what it was asked. The message is one sentence with the cure and never holds the token. */
export class DolphinError extends Error {
  /** Its own code, when it answered in its envelope. */
  readonly code: number | undefined;
  /** HTTP status, when it answered. */
  readonly status: number | undefined;

  constructor(
    message: string,
    options: { code?: number; status?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DolphinError';
    this.code = options.code;
    this.status = options.status;
  }
}

/** Codes that decide what is done next. */
export const DOLPHIN_CODES = {
  nameExists: 10168,
  projectExists: 10019,
  scheduleExists: 10204,
  scheduleAlreadySo: 10126,
  badCron: 10024,
  notOnline: 50004,
  noDefinition: 50003,
} as const;

const SAYINGS = new Map<number, string>([
  [
    10001,
    'does not understand a parameter; check platform.dolphinScheduler.apiVersion',
  ],
  [
    10017,
    'has no such tenant; make it there, or correct platform.dolphinScheduler.tenant',
  ],
  [10018, 'has no such project any more; run the step again'],
  [
    10024,
    'cannot make sense of the schedule; write it in six or seven fields of Quartz',
  ],
  [10025, 'has no master that runs; start one'],
  [10168, 'has a workflow of this name already; choose another name'],
  [
    30001,
    'does not let the portal do this; give its user the right to the project',
  ],
  [
    30002,
    'does not let the portal do this; give its user the right to the project',
  ],
  [50019, 'finds a circle in the tasks; remove one dependency'],
  [50020, 'does not take the parameters of a task; correct them'],
  [1400004, 'finds the description too long; shorten it'],
]);

/** An error for a code of the envelope. */
export function refusalOf(
  what: string,
  envelope: { code: number; msg: string },
): DolphinError {
  const { code, msg } = envelope;
  const saying =
    SAYINGS.get(code) ?? 'refuses; look the code up in its documentation';
  return new DolphinError(
    `DolphinScheduler ${saying} (${what}, code ${code}: ${msg.slice(0, 160)}).`,
    { code },
  );
}
