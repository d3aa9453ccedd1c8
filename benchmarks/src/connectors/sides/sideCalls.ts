import type { ConnectorSink, RunSample } from '../connectorSamples';

/** What the source is asked. */
export type SourceCalls = {
  open: { params: { rows: number }; result: { url: string } };
};

/** What the lake is asked; it answers with the variables that name it. */
export type LakeCalls = {
  open: { params: { folder: string }; result: Record<string, string> };
};

/** What the connector is asked. */
export type ConnectorCalls = {
  run: {
    params: {
      url: string;
      sink: ConnectorSink;
      env: Record<string, string>;
      /** Folder of checkpoints and archives. */
      data: string;
      pageRows: number;
    };
    result: Omit<RunSample, 'sink'>;
  };
};
