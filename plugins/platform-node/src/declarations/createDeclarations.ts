import { Declaration } from '@254carbon/backstage-plugin-platform-common';
import { DeclarationsView, PlatformDeclarations } from './types';

const NOTHING: readonly Declaration[] = [];

/** Makes a copy that holds nothing yet. */
export function createDeclarations(): PlatformDeclarations {
  const listeners = new Set<() => void>();
  let view: DeclarationsView = { declarations: NOTHING, isKnown: false };
  let said = '[]';
  return {
    current: () => view,
    publish(declarations) {
      const says = JSON.stringify(declarations);
      if (says === said) {
        // The same list stays the same array: what was derived from it stays too.
        const isNew = !view.isKnown || view.caveat !== undefined;
        if (isNew) view = { declarations: view.declarations, isKnown: true };
        return;
      }
      said = says;
      view = { declarations: [...declarations], isKnown: true };
      for (const listener of listeners) listener();
    },
    fail(reason) {
      view = { ...view, caveat: reason };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
