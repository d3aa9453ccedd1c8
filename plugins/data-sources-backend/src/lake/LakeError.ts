/** The lake could not be asked. The message is one sentence with the cure. */
export class LakeError extends Error {
  /** Status of the answer, when there was one. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = 'LakeError';
    this.status = status;
  }
}
