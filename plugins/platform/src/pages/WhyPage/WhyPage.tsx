import {
  EmptyState,
  objectInAddress,
  PageFrame,
  Panel,
  QueryView,
  Suggest,
} from '@254carbon/backstage-plugin-platform-react';
import { FoundObject } from '@254carbon/backstage-plugin-platform-common';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ClusterNotices } from '../../components/ClusterNotices';
import { ExplanationView } from '../../components/ExplanationView';
import {
  useClusters,
  useExplanation,
  useFoundObjects,
} from '../../hooks/useReaders';

const PERMISSION = 'platform.object.read';
/** Suggestions are asked for when typing pauses this long. */
const PAUSE_MS = 150;

const PRESENCES: Record<FoundObject['presence'], string> = {
  observed: 'in the cluster',
  declared: 'declared only',
  both: 'declared and in the cluster',
  none: '',
};

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function keyOf({ cluster, kind, namespace, name }: FoundObject): string {
  return [cluster, kind, namespace ?? '', name].join('\n');
}

function statusOf(options: {
  text: string;
  shown: number;
  total: number | undefined;
  failed: boolean;
}): string {
  const { text, shown, total, failed } = options;
  if (!text.trim()) return 'Any kind of object, in any cluster or manifest.';
  if (failed)
    return 'Suggestions cannot be read at present; Enter asks all the same.';
  if (total === undefined) return 'Looking ...';
  if (total === 0)
    return 'Nothing is called so; Enter says why it is not here.';
  if (total > shown) return `${shown} of ${total} objects`;
  return total === 1 ? '1 object' : `${total} objects`;
}

function ObjectField(props: {
  asked: string;
  onAsk: (object: string, cluster?: string) => void;
}) {
  const { asked, onAsk } = props;
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const settled = useSettled(text);
  const { data, error } = useFoundObjects(settled);
  const objects = data?.objects ?? [];
  return (
    <Suggest
      label="Object"
      placeholder="kind/namespace/name, or words: deployment trino"
      text={text}
      onText={setText}
      suggestions={objects.map(found => ({
        id: keyOf(found),
        label: `${found.kind} ${found.namespace ? `${found.namespace}/` : ''}${
          found.name
        }`,
        note: `${PRESENCES[found.presence]}, ${found.cluster}`,
      }))}
      onChoose={({ id }) => {
        const found = objects.find(object => keyOf(object) === id);
        if (found) onAsk(objectInAddress(found), found.cluster);
      }}
      onSubmit={words => (words.trim() ? onAsk(words.trim()) : undefined)}
      status={statusOf({
        text,
        shown: objects.length,
        total: data?.total,
        failed: Boolean(error),
      })}
    />
  );
}

function Answer(props: { object: string; cluster?: string }) {
  const query = useExplanation(props.object, props.cluster);
  return (
    <Panel title={`Why ${props.object} is, or is not, here`}>
      <QueryView
        query={query}
        what="the explanation"
        permission={PERMISSION}
        rows={8}
      >
        {why => <ExplanationView why={why} />}
      </QueryView>
    </Panel>
  );
}

/** Said first, for then nothing that follows can be known. */
function NoCluster() {
  const { data } = useClusters();
  return data?.clusters.length === 0 ? (
    <ClusterNotices clusters={[]} caveats={[]} />
  ) : null;
}

/** Why any object is, or is not, in the portal; what is asked is in the address. */
export function WhyPage() {
  const [query, setQuery] = useSearchParams();
  const object = query.get('object') ?? '';
  const cluster = query.get('cluster') ?? undefined;
  const ask = (asked: string, of?: string) =>
    setQuery({ object: asked, ...(of ? { cluster: of } : {}) });
  return (
    <PageFrame
      title="Why is it here, or not?"
      lead="Any object of any cluster or manifest: which rule took it up, which service it became part of, and what to change to get another result."
    >
      <NoCluster />
      <Panel title="Which object?">
        <ObjectField asked={object} onAsk={ask} />
      </Panel>
      {object ? (
        <Answer object={object} cluster={cluster} />
      ) : (
        <EmptyState title="Nothing is asked yet">
          Type the name of a workload, a Service, a volume, a custom resource,
          or of something that you miss in the catalog.
        </EmptyState>
      )}
    </PageFrame>
  );
}
