import type { StorybookConfig } from '@storybook/web-components-vite';
import { defaultClientConditions } from 'vite';

const directives = ['guard', 'live', 'repeat'].map((name) => `lit/directives/${name}.js`);
const foundLate = ['chart.js', 'lit/async-directive.js', 'lit/directive.js', ...directives];

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-themes', '@storybook/addon-vitest'],
  features: { sidebarOnboardingChecklist: false },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  // Stories read TypeScript sources, so that nothing has to be built first.
  viteFinal: (vite) => ({
    ...vite,
    resolve: { ...vite.resolve, conditions: ['nelumbo-source', ...defaultClientConditions] },
    // Found late, these would make Vite reload a running story test.
    optimizeDeps: { ...vite.optimizeDeps, include: [...(vite.optimizeDeps?.include ?? []), ...foundLate] },
  }),
};

export default config;
