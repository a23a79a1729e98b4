// js-profile-visualizer, as VS Code ships it: what its editor does with a CPU profile in the extension host, the model and, if
// a file for it is named, the document of its webview with the model in it. Prints what it cost.
import { writeFileSync } from 'node:fs';
import { activate } from 'ms-vscode.vscode-js-profile-table';
import { editors } from './vscode.mjs';

activate({ subscriptions: [], extensionUri: '' });
void open(editors.get('jsProfileVisualizer.cpuprofile.table'), ...process.argv.slice(2));

async function open(editor, file, page) {
  const webview = { html: '', onDidReceiveMessage: () => undefined, asWebviewUri: (uri) => uri };
  const before = process.cpuUsage();
  const document = await editor.openCustomDocument(file);
  if (page) await editor.resolveCustomEditor(document, { webview });
  const { user, system } = process.cpuUsage(before);
  if (page) writeFileSync(page, webview.html);
  if (document.userData.nodes.length === 0) throw new Error(`It found nothing in ${file}.`);
  console.log(JSON.stringify({ ms: (user + system) / 1000, bytes: process.resourceUsage().maxRSS * 1024 }));
}
