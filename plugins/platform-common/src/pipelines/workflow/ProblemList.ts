import { WorkflowProblem } from './types';

/** What is found wrong while a workflow is read, in the order of the file. */
export class ProblemList {
  readonly problems: WorkflowProblem[] = [];

  /** It cannot work like this. */
  error(at: string, problem: string, cure: string): void {
    this.problems.push({ at, severity: 'error', problem, cure });
  }

  /** It will be other than the file says. */
  warn(at: string, problem: string, cure: string): void {
    this.problems.push({ at, severity: 'warning', problem, cure });
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === 'error');
  }
}
