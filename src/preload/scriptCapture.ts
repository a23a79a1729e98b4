import type { Debugger, Session } from 'node:inspector';
import type { RawProfile } from './collector.ts';
import { fileText } from './fileText.ts';
import { post } from './post.ts';
import type { RecordedScript } from './protocol.ts';
import { isProgramScript, sampledScripts } from './sampledScripts.ts';
import { unexplainedScript } from './unexplainedScript.ts';

/**
 * Finds, among the scripts of a profile, those that no file explains: loaders such as tsx compile in memory, and
 * text and source map are gone with the process. Each script is looked at once. `all`: those of dependencies too,
 * which are seldom compiled in memory, while V8 takes 0.1 s to list the scripts of a large program.
 */
export function scriptCapture(session: Session): (profile: RawProfile, all: boolean) => RecordedScript[] {
  const seen = new Set<string>();
  return (profile, all) => {
    const wanted = new Set<string>();
    for (const [id, url] of sampledScripts(profile)) {
      if (!seen.has(id) && (all || !url.includes('node_modules'))) wanted.add(id);
    }
    if (wanted.size === 0) return [];
    for (const id of wanted) seen.add(id);
    return capture(session, ({ scriptId }) => wanted.has(scriptId));
  };
}

/** All scripts of the thread that no file explains, for a recording that does not tell which of them it is about. */
export function captureAllScripts(session: Session): RecordedScript[] {
  return capture(session, ({ url }) => isProgramScript(url));
}

function capture(
  session: Session,
  isWanted: (script: Debugger.ScriptParsedEventDataType) => boolean,
): RecordedScript[] {
  const found: RecordedScript[] = [];
  const onScript = ({ params }: { params: Debugger.ScriptParsedEventDataType }) => {
    if (isWanted(params)) found.push(...unexplained(session, params));
  };
  session.on('Debugger.scriptParsed', onScript);
  try {
    // V8 announces all living scripts before the call returns.
    post(session, 'Debugger.enable');
  } finally {
    session.off('Debugger.scriptParsed', onScript);
    post(session, 'Debugger.disable');
  }
  return found;
}

function unexplained(session: Session, script: Debugger.ScriptParsedEventDataType): RecordedScript[] {
  const onDisk = fileText(script.url);
  // To fetch the text and compare it takes far longer, and no compiler keeps the length.
  if (onDisk?.length === script.length) return [];
  const { scriptId } = script;
  const { scriptSource } = post(session, 'Debugger.getScriptSource', { scriptId }) as { scriptSource: string };
  return unexplainedScript(script, scriptSource, onDisk);
}
