import { Suggest, useQuery } from '@254carbon/backstage-plugin-platform-react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { onPaletteAsked } from './openPalette';
import { findPlaces, PAGES, placeOf } from './places';

const MOST = 12;

/** Every place; pages are there at once, what is in the catalog when it has answered. */
function usePlaces() {
  const catalog = useApi(catalogApiRef);
  const { data, error } = useQuery({
    key: 'palette',
    load: () =>
      catalog.getEntities({
        filter: {
          kind: [
            'Component',
            'Resource',
            'API',
            'System',
            'Domain',
            'Group',
            'Template',
          ],
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.annotations',
          'spec.type',
        ],
      }),
  });
  const places = useMemo(
    () => [
      ...PAGES,
      ...(data?.items ?? [])
        .flatMap(entity => placeOf(entity) ?? [])
        .sort((a, b) => a.title.localeCompare(b.title)),
    ],
    [data],
  );
  return { places, complete: data !== undefined, failed: error !== undefined };
}

function statusOf(
  count: number,
  state: { complete: boolean; failed: boolean },
) {
  if (state.failed)
    return `${count} found; the catalog cannot be read, so only pages are offered`;
  const more = state.complete ? '' : '; the catalog is being read';
  return count === 0
    ? `Nothing is called so${more}`
    : `${count} found${more}. Up and down to choose, Enter to go.`;
}

function Places(props: { onGone: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const { places, ...state } = usePlaces();
  const found = findPlaces(places, text, MOST);
  return (
    <Suggest
      label="Go to"
      placeholder="service, source, runbook, template, team or page"
      text={text}
      onText={setText}
      alwaysOpen
      focusFirst
      suggestions={found.map(({ id, title, what }) => ({
        id,
        label: title,
        note: what,
      }))}
      onChoose={({ id }) => {
        const place = found.find(candidate => candidate.id === id);
        if (place) navigate(place.path);
        props.onGone();
      }}
      status={statusOf(found.length, state)}
    />
  );
}

/** Opens on Ctrl-K or Cmd-K: type where to, Enter goes there. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  useEffect(() => onPaletteAsked(() => setOpen(true)), []);
  return (
    <Dialog isOpen={open} onOpenChange={setOpen} isDismissable width={640}>
      <DialogHeader>Go to</DialogHeader>
      <DialogBody>
        <Places onGone={() => setOpen(false)} />
      </DialogBody>
    </Dialog>
  );
}
