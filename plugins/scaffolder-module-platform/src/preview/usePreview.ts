import {
  PipelineChangeReport,
  Preview,
  TestRead,
} from '@254carbon/backstage-plugin-platform-common';
import { Query, useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useState } from 'react';
import { About } from '../client/FormAbout';
import { useDataSourcesClient } from '../client/useDataSourcesClient';
import { Edits } from './EditedFiles';

type Values = Record<string, unknown>;

/** What the form would do; for a pipeline that stands, what it would change. */
export function usePreview(
  about: About,
  values: Values,
  edits: Edits = {},
): Query<Preview> {
  const client = useDataSourcesClient();
  const { template = '', changing } = about;
  return useQuery({
    key: `preview ${template} ${changing ?? ''} ${JSON.stringify([
      values,
      edits,
    ])}`,
    load: async signal => {
      if (changing === undefined)
        return client.preview({ body: { template, values } }, { signal });
      const changed = await client.changePipeline(
        { params: { name: changing }, body: { values, edits } },
        { signal },
      );
      return changed.preview;
    },
  });
}

/** A test read that somebody asks for. */
export interface AskedRead {
  read?: TestRead;
  error?: Error;
  isBusy: boolean;
  ask: () => void;
}

/** Reads a few rows when asked to. */
export function useTestRead(about: About, values: Values): AskedRead {
  const client = useDataSourcesClient();
  const [state, setState] = useState<Omit<AskedRead, 'ask'>>({
    isBusy: false,
  });
  const { template = '' } = about;
  const run = async () => {
    setState({ isBusy: true });
    try {
      const read = await client.testRead({ body: { template, values } });
      setState({ isBusy: false, read });
    } catch (error) {
      setState({ isBusy: false, error: error as Error });
    }
  };
  return { ...state, ask: () => void run() };
}

/** A change that somebody applies. */
export interface AppliedChange {
  report?: PipelineChangeReport;
  error?: Error;
  isBusy: boolean;
  apply: () => void;
}

/** Commits a change of a pipeline that stands. */
export function useChange(
  about: About,
  values: Values,
  edits: Edits = {},
): AppliedChange {
  const client = useDataSourcesClient();
  const [state, setState] = useState<Omit<AppliedChange, 'apply'>>({
    isBusy: false,
  });
  const run = async () => {
    setState({ isBusy: true });
    try {
      const { report } = await client.changePipeline({
        params: { name: about.changing ?? '' },
        body: { values, edits, apply: true },
      });
      setState({ isBusy: false, report });
    } catch (error) {
      setState({ isBusy: false, error: error as Error });
    }
  };
  return { ...state, apply: () => void run() };
}
