/**
 * The live services with what people declared about them. Nothing is made anew as long as neither changed and no declaration
 * began or ended, so that whoever compares by identity has nothing to do.
 */
import {
  applyDeclarations,
  Declaration,
  Service,
} from '@254carbon/backstage-plugin-platform-common';
import { DeclarationsView, PlatformDeclarations } from './types';

/** What declarations are laid over. */
interface Declarable {
  services: readonly Service[];
  caveats: readonly string[];
}

/** The next moment (milliseconds since the epoch) at which a declaration begins or ends; `Infinity` when none will. */
function nextTurn(declarations: readonly Declaration[], now: number): number {
  const turns = declarations
    .flatMap(({ from, declaredAt, until }) => [from ?? declaredAt, until])
    .map(Date.parse)
    .filter(at => at > now);
  return Math.min(Infinity, ...turns);
}

function lay<V extends Declarable>(
  view: V,
  { declarations, caveat }: DeclarationsView,
  now: number,
): V {
  if (declarations.length === 0 && !caveat) return view;
  return {
    ...view,
    services: applyDeclarations(view.services, declarations, now),
    caveats: caveat ? [...view.caveats, caveat] : view.caveats,
  };
}

/** Gives a function that lays what is declared now over a view. `now` is milliseconds since the epoch. */
export function declareOver<V extends Declarable>(options: {
  declarations: Pick<PlatformDeclarations, 'current'>;
  now: () => number;
}): (view: V) => V {
  const { declarations, now } = options;
  let last:
    | { view: V; declared: DeclarationsView; until: number; value: V }
    | undefined;
  return view => {
    const declared = declarations.current();
    const isSame = last?.view === view && last.declared === declared;
    if (!last || !isSame || now() >= last.until) {
      const at = now();
      last = {
        view,
        declared,
        until: nextTurn(declared.declarations, at),
        value: lay(view, declared, at),
      };
    }
    return last.value;
  };
}
