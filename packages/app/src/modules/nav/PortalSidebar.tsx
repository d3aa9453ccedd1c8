import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import { NavContentBlueprint } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiCommandLine, RiMenuLine, RiSearchLine } from '@remixicon/react';
import { openPalette } from '../palette/openPalette';
import { PortalLogo } from './PortalLogo';
import styles from './PortalSidebar.module.css';
import { SkipLink } from './SkipLink';

/** In the order of the questions people come with: what is, is it ready, is data in, what to do, make new. */
const FIRST = [
  'page:platform',
  'page:platform/incidents',
  'page:catalog',
  'page:readiness',
  'page:data-sources',
  'page:runbooks',
  'page:scaffolder',
  'page:platform/clusters',
  'page:platform/why',
];

/**
 * Reached by other ways: the search dialog, an item of its own that counts what is unread, and the palette, for what only
 * those who build the portal look at.
 */
const ELSEWHERE = ['page:search', 'page:notifications', 'page:app-visualizer'];

/** The sidebar: the platform's own pages first, then everything else that plugins bring. */
export const PortalSidebar = NavContentBlueprint.make({
  params: {
    component: ({ navItems }) => {
      const nav = navItems.withComponent(item => (
        <SidebarItem icon={() => item.icon} to={item.href} text={item.title} />
      ));
      ELSEWHERE.forEach(id => nav.take(id));
      return (
        <>
          <SkipLink />
          <Sidebar>
            <PortalLogo />
            <SidebarGroup label="Search" icon={<RiSearchLine />} to="/search">
              <SidebarSearchModal />
              <SidebarItem
                icon={() => <RiCommandLine />}
                text="Go to (Ctrl K)"
                onClick={openPalette}
              />
            </SidebarGroup>
            <SidebarDivider />
            <SidebarGroup label="Menu" icon={<RiMenuLine />}>
              <div className={styles.pages}>
                {FIRST.map(id => nav.take(id))}
                <SidebarDivider />
                {nav.rest({ sortBy: 'title' })}
              </div>
            </SidebarGroup>
            <SidebarSpace />
            <SidebarDivider />
            <SidebarGroup
              label="Settings"
              icon={<UserSettingsSignInAvatar />}
              to="/settings"
            >
              {/* Its counter in the tab's title puts back titles of pages that were left. */}
              <NotificationsSidebarItem titleCounterEnabled={false} />
              {nav.take('page:user-settings')}
            </SidebarGroup>
          </Sidebar>
        </>
      );
    },
  },
});
