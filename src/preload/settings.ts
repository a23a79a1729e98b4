import { settingsVariable, type RecordingSettings } from './protocol.ts';

/** What the recorder asks for; nothing when this process is not recorded. */
export function readSettings(): RecordingSettings | undefined {
  const text = process.env[settingsVariable];
  return text === undefined ? undefined : (JSON.parse(text) as RecordingSettings);
}
