import assert from 'node:assert/strict';
import { panelHtml } from '../../../../src/core/text/panelHtml.ts';

describe('panelHtml', () => {
  const html = panelHtml({
    nonce: 'n0',
    cspSource: 'https://*.example',
    scriptUri: 'https://a/?x=1&y="',
    styleUri: 's.css',
  });

  it('lets nothing run or load but its own script and style', () => {
    assert.match(html, /content="default-src 'none'; script-src 'nonce-n0'; style-src https:\/\/\*\.example"/);
  });

  it('escapes what it is given', () => {
    assert.match(html, /src="https:\/\/a\/\?x=1&amp;y=&quot;"/);
  });
});
