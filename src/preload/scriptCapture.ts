import fs from 'node:fs';
import type { Debugger, Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import type { RawProfile } from './collector.ts';
import { keepsPositions } from './keepsPositions.ts';
import { post } from './post.ts';
import type { RecordedScript } from './protocol.ts';
import { sampledScripts } from './sampledScripts.ts';

// Taken before the recorded program can replace it.
const { readFileSync } = fs;

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
    const found: RecordedScript[] = [];
    const onScript = ({ params }: { params: Debugger.ScriptParsedEventDataType }) => {
      if (!wanted.has(params.scriptId)) return;
      const script = unexplained(session, params);
      if (script !== undefined) found.push(script);
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
  };
}

function unexplained(session: Session, script: Debugger.ScriptParsedEventDataType): RecordedScript | undefined {
  const { scriptId, url: file, sourceMapURL: sourceMapUrl, length } = script;
  const onDisk = fileText(file);
  // To fetch the text and compare it takes far longer, and no compiler keeps the length.
  if (onDisk?.length === length) return undefined;
  const { scriptSource } = post(session, 'Debugger.getScriptSource', { scriptId }) as { scriptSource: string };
  if (onDisk !== undefined && keepsPositions(scriptSource, onDisk)) return undefined;
  if (sourceMapUrl === undefined || sourceMapUrl === '') return { file, source: scriptSource };
  return { file, source: scriptSource.replace(sourceMapUrl, ''), sourceMapUrl };
}

function fileText(url: string): string | undefined {
  try {
    const text = readFileSync(url.startsWith('file:') ? fileURLToPath(url) : url, 'utf8');
    // Node drops the byte order mark too.
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}
