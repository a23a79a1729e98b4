import assert from 'node:assert/strict';
import { renderReport, type ReportData } from '../../../../src/core/text/htmlReport.ts';

describe('renderReport', () => {
  const data: ReportData = {
    title: '<b>&"',
    subtitle: '',
    unit: 'bytes',
    total: 4000,
    notes: [],
    findings: [{ title: 'a<b', place: '', evidence: ['<i>'], advice: 'x & y' }],
    tree: { name: '</script><!--', value: 4000, children: [] },
    functions: [{ name: '<i>', file: 'a"b.ts', line: 3, self: 1000, total: 2000 }],
    lines: [],
  };
  const script = 'x("</script>");\n//# sourceMappingURL=report.js.map\n';
  const html = renderReport(data, script, 'a{}/*# sourceMappingURL=report.css.map */');

  it('escapes what comes from the profile', () => {
    assert.match(html, /<h1>&lt;b&gt;&amp;&quot;<\/h1>/);
    assert.match(html, /<bdi>&lt;i&gt;<\/bdi>/);
    assert.match(html, /<bdi>a&lt;b<\/bdi>[^]*<p><bdi>&lt;i&gt;<\/bdi><\/p>\n<p>x &amp; y<\/p>/);
    assert.match(html, /a&quot;b\.ts:3/);
    assert.match(html, /"name":"\\u003c\/script>\\u003c!--"/);
  });

  it('ends its script where it ends it', () => {
    assert.equal(html.match(/<\/script>/g)?.length, 2);
    assert.match(html, /x\("<\\\/script>"\)/);
    assert.doesNotMatch(html, /sourceMappingURL/);
  });

  it('prints weights and shares', () => {
    assert.match(html, />1 kB<.*>25 %<.*>2 kB<.*>50 %</);
    assert.doesNotMatch(html, /Hot lines/);
  });
});
