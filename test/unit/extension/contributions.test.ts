import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { formats } from '../../../src/core/formats/formats.ts';
import {
  colors,
  commands,
  contextKeys,
  nativeLanguages,
  scriptLanguages,
  linkCommands,
  settings,
  views,
  viewTypes,
} from '../../../src/extension/contributions.ts';

interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string }[];
    readonly customEditors: readonly {
      readonly viewType: string;
      readonly selector: readonly { readonly filenamePattern: string }[];
    }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly markdown: string } }[];
    }[];
  };
}

const text = readFileSync('package.json', 'utf8');
const { icon, contributes } = JSON.parse(text) as Manifest;

describe('package.json contributes', () => {
  const known = Object.values<string>(commands).sort();

  it('the commands that are registered', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), known);
  });

  it('menus and keys for these commands only', () => {
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(({ command }) => command);
    assert.deepEqual(
      used.filter((command) => !known.includes(command)),
      [],
    );
  });

  it('an editor for the formats that are read, and for no other', () => {
    // That a file is JSON does not tell a profile from anything else.
    const readable = formats
      .filter(({ read }) => read !== undefined)
      .flatMap(({ extensions, fileNames = [] }) => [...extensions.map((extension) => `*${extension}`), ...fileNames])
      .filter((pattern) => !/^\*\.(json|json\.gz|csv)$/.test(pattern));
    const offered = contributes.customEditors
      .filter(({ viewType }) => viewType === viewTypes.profileEditor)
      .flatMap(({ selector }) => selector.map((each) => each.filenamePattern));
    assert.deepEqual(offered.map((pattern) => pattern.replace('*v8*', '*')).sort(), [...new Set(readable)].sort());
  });

  it('the settings that are read', () => {
    assert.deepEqual(Object.keys(contributes.configuration.properties).sort(), Object.values(settings).sort());
  });

  it('the views and the custom editor', () => {
    const contributed = Object.values(contributes.views).flat();
    assert.deepEqual(contributed.map(({ id }) => id).sort(), Object.values(views).sort());
    assert.deepEqual(
      contributes.customEditors.map(({ viewType }) => viewType),
      [viewTypes.profileEditor, viewTypes.heapEditor],
    );
  });

  it('the colours, each for all kinds of themes', () => {
    const used = [...colors.heat, ...colors.mark, colors.number, colors.staleNumber];
    assert.deepEqual(contributes.colors.map(({ id }) => id).sort(), used.sort());
    for (const { defaults } of contributes.colors) {
      assert.deepEqual(Object.keys(defaults), ['dark', 'light', 'highContrast', 'highContrastLight']);
    }
  });

  it('conditions on context keys that are set, and on settings', () => {
    const allowed = new Set<string>([
      ...Object.values(contextKeys),
      ...Object.values(views),
      ...Object.values(viewTypes),
      ...Object.values(settings),
    ]);
    for (const [, condition = ''] of text.matchAll(/"(?:when|enablement)": "(.*)"/g)) {
      for (const [key] of condition.matchAll(/\bheatline\.[\w.]+/g))
        assert.ok(allowed.has(key), `${key} in ${condition}`);
    }
  });

  it('conditions for the languages that can be run', () => {
    const [, pattern = ''] = /resourceLangId =~ \/(.*?)\//.exec(text) ?? [];
    for (const language of [...scriptLanguages, ...nativeLanguages]) assert.match(language, new RegExp(pattern));
    assert.doesNotMatch('javascript-notebook', new RegExp(pattern));
  });

  it('links to commands and pictures that exist', () => {
    for (const [, command = ''] of text.matchAll(/\(command:([\w.]+)\)/g)) assert.ok(known.includes(command), command);
    const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.markdown));
    for (const file of [icon, ...media]) assert.ok(existsSync(file), file);
  });

  it('no command for what only links call', () => {
    for (const command of Object.values<string>(linkCommands)) assert.ok(!known.includes(command));
  });
});
