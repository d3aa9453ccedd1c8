/** Who opens the palette (a key, a button) and the palette itself know each other by this event only. */
const OPEN = '254carbon:open-palette';

/** Opens the command palette. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Calls back when the palette is to open, by button or by Ctrl-K (Cmd-K on a Mac); the answer stops that. */
export function onPaletteAsked(open: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || event.altKey || event.shiftKey)
      return;
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    open();
  };
  window.addEventListener('keydown', onKey);
  window.addEventListener(OPEN, open);
  return () => {
    window.removeEventListener('keydown', onKey);
    window.removeEventListener(OPEN, open);
  };
}
