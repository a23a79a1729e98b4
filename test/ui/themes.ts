import darkHighContrast from './themes/darkHighContrast.json';
import darkModern from './themes/darkModern.json';
import lightModern from './themes/lightModern.json';

/**
 * What VS Code 1.139 gives a webview's document, read from a real one; of its 700 variables those that the panel reads.
 * The fonts are those of the test machine, so that text has the same width everywhere.
 */
export const themes = { darkModern, lightModern, darkHighContrast };

export type ThemeName = keyof typeof themes;
