import { escapeHtml } from './escapeHtml.ts';

export interface PanelAssets {
  /** Fresh for each page, from a cryptographic source. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
}

/** The panel's document. It carries no data: the page asks for that once it runs. */
export function panelHtml(assets: PanelAssets): string {
  const nonce = escapeHtml(assets.nonce);
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${escapeHtml(assets.cspSource)}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Heatline</title>
<link rel="stylesheet" href="${escapeHtml(assets.styleUri)}">
</head>
<body>
<script nonce="${nonce}" src="${escapeHtml(assets.scriptUri)}"></script>
</body>
</html>
`;
}
