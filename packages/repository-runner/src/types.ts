/** What a run may use; what goes beyond is stopped. */
export interface RunLimits {
  /** Milliseconds from the start to the end. */
  timeoutMs: number;
  /** MiB of resident memory, and of JavaScript's heap. */
  memoryMb: number;
  /** Bytes of output that are kept; four times as many end the run. */
  outputBytes: number;
}

/** One run of Node. */
export interface RunRequest {
  /** Where it runs; it may read and write here. */
  cwd: string;
  /** It may only read there. */
  cwdIsFixed?: boolean;
  /** What stands behind `node`. */
  args: readonly string[];
  /** All that it finds in its environment, besides a home, a folder for temporary files, UTC and UTF-8. */
  env?: Readonly<Record<string, string>>;
  /** More folders and files that it may read. */
  read?: readonly string[];
  /** Folders outside of `cwd` that it may write to. */
  write?: readonly string[];
  /** Addresses that it may connect to, as `host:port`. Everything else on the network is refused. */
  connect?: readonly string[];
  /** Do not run where the system cannot take the network away. */
  needsNamespace?: boolean;
  limits: RunLimits;
  /** Told of output as it comes, as long as less than `outputBytes` came. */
  onOutput?: (text: string) => void;
  signal?: AbortSignal;
}

/** Who keeps a promise of the sandbox: the kernel, the runtime, or a preloaded guard that good manners obey. */
export interface Isolation {
  /** `namespace`: the process has no network but the allowed addresses. `guard`: JavaScript is refused others. */
  network: 'namespace' | 'guard';
  /** Node's permission model: files, child processes, workers, addons. */
  files: 'permission-model';
  /** `watched`: resident memory is looked at; `heap-only` where the system does not tell it. */
  memory: 'watched' | 'heap-only';
}

/** Why a run did not end by itself. */
export type StopReason = 'time' | 'memory' | 'output' | 'cancelled';

/** What came of a run. */
export interface RunResult {
  /** Absent when it was stopped or ended by a signal. */
  exitCode?: number;
  stopped?: StopReason;
  /** Standard output and error, in the order in which they came, cut at `outputBytes`. */
  output: string;
  isCut: boolean;
  /** What it tried and was refused, as far as its output tells: `FileSystemRead /etc/passwd`. */
  refused: string[];
  durationMs: number;
  isolation: Isolation;
}
