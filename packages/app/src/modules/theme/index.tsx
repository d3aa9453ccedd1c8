import { appThemeApiRef, useApi } from '@backstage/core-plugin-api';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import {
  createBaseThemeOptions,
  createUnifiedTheme,
  genPageTheme,
  palettes,
  shapes,
  UnifiedThemeOptions,
  UnifiedThemeProvider,
} from '@backstage/theme';
import { RiMoonLine, RiSunLine } from '@remixicon/react';
import { ReactNode, useCallback, useSyncExternalStore } from 'react';

/** Colours that differ from Backstage's own; both pass WCAG AA against their backgrounds. */
const ACCENT = { light: '#0b5c7d', dark: '#7cc4e8' } as const;
const NAVIGATION = {
  background: '#12222b',
  indicator: '#7cc4e8',
  color: '#c6d3da',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#1f3642' },
  submenu: { background: '#1f3642' },
};

/** The list of the catalog has narrow filters, which cut off `Owned` and `Starred` at 1280 px. */
const NARROW_PICKER = {
  CatalogReactUserListPicker: {
    styleOverrides: {
      listIcon: { minWidth: 24 },
      menuItem: { paddingLeft: 8 },
      groupWrapper: { marginLeft: 4, marginRight: 4 },
    },
  },
};
const WRAP = 'wrap' as const;
/** Where there is no room beside the title of a table, its search goes below it; it lay over the title at 768 px. */
const WRAPPING_TOOLBAR = {
  PluginCatalogTableToolbar: {
    styleOverrides: { root: { flexWrap: WRAP } },
  },
  BackstageTableToolbar: {
    styleOverrides: {
      root: { flexWrap: WRAP },
      title: { flexShrink: 0, maxWidth: '100%' },
    },
  },
};
// The sheets are named by other packages, so their names are none that the type knows.
const COMPONENTS: UnifiedThemeOptions['components'] = {
  ...NARROW_PICKER,
  ...WRAPPING_TOOLBAR,
};

function createTheme(variant: 'light' | 'dark') {
  const palette = palettes[variant];
  const page = genPageTheme({
    colors: ['#12222b', '#0b5c7d'],
    shape: shapes.wave,
  });
  return createUnifiedTheme({
    ...createBaseThemeOptions({
      palette: {
        ...palette,
        primary: { main: ACCENT[variant] },
        link: ACCENT[variant],
        linkHover: ACCENT[variant],
        navigation: NAVIGATION,
        // Strings in code blocks of the documentation take these; Backstage's own miss 4.5 : 1.
        success: { main: '#2e7d32', dark: '#1b5e20', light: '#a5d6a7' },
      },
    }),
    fontFamily:
      'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
    components: COMPONENTS,
    defaultPageTheme: 'home',
    pageTheme: { home: page },
  });
}

const lightTheme = createTheme('light');
const darkTheme = createTheme('dark');

const DARK = '(prefers-color-scheme: dark)';

function watchSystem(changed: () => void): () => void {
  const query = window.matchMedia?.(DARK);
  query?.addEventListener('change', changed);
  return () => query?.removeEventListener('change', changed);
}

/** Which theme is in force: the one that was chosen, else the one that the system prefers. */
function useIsDark(): boolean {
  const api = useApi(appThemeApiRef);
  const chosen = useSyncExternalStore(
    useCallback(
      (changed: () => void) => {
        const subscription = api.activeThemeId$().subscribe(changed);
        return () => subscription.unsubscribe();
      },
      [api],
    ),
    () => api.getActiveThemeId(),
  );
  const systemIsDark = useSyncExternalStore(
    watchSystem,
    () => window.matchMedia?.(DARK).matches ?? false,
  );
  return chosen === undefined ? systemIsDark : chosen === 'dark';
}

/**
 * One component for both themes: were they two, everything below would be made anew when the theme changes, and
 * what somebody typed when the system turns dark in the evening would be lost.
 */
function PortalThemeProvider(props: { children: ReactNode }) {
  const theme = useIsDark() ? darkTheme : lightTheme;
  return (
    <UnifiedThemeProvider theme={theme}>{props.children}</UnifiedThemeProvider>
  );
}

/** The 254Carbon look, light and dark: colours change, structure does not. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    ThemeBlueprint.make({
      name: 'light',
      params: {
        theme: {
          id: 'light',
          title: 'Light',
          variant: 'light',
          icon: <RiSunLine />,
          Provider: PortalThemeProvider,
        },
      },
    }),
    ThemeBlueprint.make({
      name: 'dark',
      params: {
        theme: {
          id: 'dark',
          title: 'Dark',
          variant: 'dark',
          icon: <RiMoonLine />,
          Provider: PortalThemeProvider,
        },
      },
    }),
  ],
});
