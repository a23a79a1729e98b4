import type { Debugger } from 'node:inspector';
import type { RawProfile } from '../../preload/collector.ts';
import { fileText } from '../../preload/fileText.ts';
import type { RecordedScript } from '../../preload/protocol.ts';
import { sampledScripts } from '../../preload/sampledScripts.ts';
import { unexplainedScript } from '../../preload/unexplainedScript.ts';
import type { Channel } from './channel.ts';

/**
 * Finds the scripts of a profile that no file explains, as `scriptCapture` does inside a thread. Each is looked at once.
 * @param debugged whether a debugger has its own use for the channel, and has to keep it.
 */
export function remoteScripts(channel: Channel, debugged: boolean): (profile: RawProfile) => Promise<RecordedScript[]> {
  const seen = new Set<string>();
  return async (profile) => {
    const wanted = new Set([...sampledScripts(profile).keys()].filter((id) => !seen.has(id)));
    if (wanted.size === 0) return [];
    for (const id of wanted) seen.add(id);
    const parsed: Debugger.ScriptParsedEventDataType[] = [];
    const forget = channel.on('Debugger.scriptParsed', (script) => {
      if (wanted.has(script.scriptId)) parsed.push(script);
    });
    const found: RecordedScript[] = [];
    try {
      // V8 announces all living scripts before it answers.
      await channel.send('Debugger.enable');
      for (const script of parsed) {
        const onDisk = fileText(script.url);
        if (onDisk?.length === script.length) continue;
        const { scriptId } = script;
        const { scriptSource } = (await channel.send('Debugger.getScriptSource', { scriptId })) as {
          readonly scriptSource: string;
        };
        found.push(...unexplainedScript(script, scriptSource, onDisk));
      }
    } finally {
      forget();
      if (!debugged) await channel.send('Debugger.disable').catch(() => undefined);
    }
    return found;
  };
}
