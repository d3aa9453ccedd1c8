import {
  AppRootElementBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { CommandPalette } from './CommandPalette';

/** The command palette: one way by keyboard to every page, service, source, runbook and template. */
export const paletteModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    AppRootElementBlueprint.make({
      name: 'command-palette',
      params: { element: <CommandPalette /> },
    }),
  ],
});
