/// <reference types="vite/client" />
import '@nelumbo/elements/define';
import { withThemeByDataAttribute } from '@storybook/addon-themes';
import { type Preview, setCustomElementsManifest } from '@storybook/web-components-vite';
import { configure } from 'storybook/test';
import './preview.css';
import { withProvider } from './provider.js';
import { storyClient } from './story-client.js';

configure({ asyncUtilTimeout: 15_000 }); // `waitFor` in play functions: lazy chunks on a busy machine need more than the default second

// A glob, because the manifest is generated: without `npm run manifest` the stories work, only their property tables are empty.
const manifests = import.meta.glob<unknown>('../packages/elements/custom-elements.json', { eager: true, import: 'default' });
setCustomElementsManifest(Object.values(manifests)[0] ?? { modules: [] });

type Icon = 'globe' | 'accessibility';

const toolbar = (title: string, icon: Icon, items: readonly { value: string; title: string }[]) => ({
  title,
  icon,
  items: [...items],
  dynamicTitle: true,
});

const preview: Preview = {
  tags: ['autodocs'],
  loaders: [async (context) => ({ client: await storyClient(context) })],
  decorators: [withProvider, withThemeByDataAttribute({ themes: { light: 'light', dark: 'dark' }, defaultTheme: 'light', attributeName: 'data-theme' })],
  globalTypes: {
    locale: {
      description: 'Language',
      toolbar: toolbar('Language', 'globe', [
        { value: 'zh-CN', title: '中文' },
        { value: 'en', title: 'English' },
      ]),
    },
    care: {
      description: 'Care mode',
      toolbar: toolbar('Care mode', 'accessibility', [
        { value: 'off', title: 'Care off' },
        { value: 'on', title: 'Care on' },
      ]),
    },
  },
  initialGlobals: { locale: 'zh-CN', care: 'off' },
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'padded',
    options: { storySort: { order: ['Foundation', 'Provider', 'Intake', 'Vitals', 'Medication', 'Encyclopedia'] } },
    viewport: {
      options: {
        feed: { name: 'Card in a feed, 343', styles: { width: '343px', height: '700px' } },
        phone: { name: 'Phone, 390', styles: { width: '390px', height: '844px' } },
        tablet: { name: 'Tablet, 768', styles: { width: '768px', height: '1024px' } },
        desktop: { name: 'Desktop, 1280', styles: { width: '1280px', height: '900px' } },
      },
    },
  },
};

export default preview;
