// As much of VS Code's API as js-profile-visualizer needs to open a CPU profile.
import { readFile } from 'node:fs/promises';

/** By id: the custom editors that have been registered. */
export const editors = new Map();

const nothing = () => undefined;

export class EventEmitter {
  event = nothing;
}

export const Uri = { joinPath: (_folder, ...names) => names.at(-1) };
export const workspace = { fs: { readFile }, registerTextDocumentContentProvider: nothing };
export const window = { registerCustomEditorProvider: (id, editor) => editors.set(id, editor) };
export const languages = { registerCodeLensProvider: nothing };
export const commands = { registerCommand: nothing, executeCommand: nothing };
