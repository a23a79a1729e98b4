// Writes a long document, parses it and renders it as HTML: regular expressions and strings, in two modules.
'use strict';
const { parseBlocks } = require('./lib/blocks.js');
const { renderInline } = require('./lib/inline.js');

const words = 'the quick profile shows where a slow program spends most of its time and why it does so'.split(' ');

function writeDocument(chapters) {
  let seed = 7;
  const next = (limit) => (seed = (seed * 16_807) % 2_147_483_647) % limit;
  const sentence = () => {
    const picked = Array.from({ length: 6 + next(12) }, () => words[next(words.length)]);
    const mark = next(picked.length);
    picked[mark] = [`**${picked[mark]}**`, `_${picked[mark]}_`, `\`${picked[mark]}\``, `[${picked[mark]}](#${mark})`][
      next(4)
    ];
    return `${picked.join(' ')}.`;
  };
  const paragraph = () => Array.from({ length: 3 + next(5) }, sentence).join('\n');
  const parts = [];
  for (let chapter = 1; chapter <= chapters; chapter++) {
    parts.push(`## Chapter ${chapter}`, paragraph(), `- ${sentence()}\n- ${sentence()}\n- ${sentence()}`);
    parts.push(`> ${sentence()}`, `\`\`\`\nfor (;;) work(${chapter});\n\`\`\``, paragraph());
  }
  return parts.join('\n\n');
}

function renderBlock(block) {
  switch (block.type) {
    case 'heading':
      return `<h${block.level} id="${slug(block.text)}">${renderInline(block.text)}</h${block.level}>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${renderInline(item)}</li>`).join('')}</ul>`;
    case 'quote':
      return `<blockquote>${renderInline(block.text)}</blockquote>`;
    case 'code':
      return `<pre>${block.text}</pre>`;
    default:
      return `<p>${renderInline(block.text)}</p>`;
  }
}

function slug(text) {
  return text
    .toLowerCase()
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The list of headings for the top of the page. */
function tableOfContents(blocks) {
  const seen = [];
  for (const block of blocks) {
    if (block.type !== 'heading') continue;
    // Looks through all the headings so far, for every heading: fine for ten of them, not for thousands.
    if (!seen.some((heading) => slug(heading.text) === slug(block.text))) seen.push(block);
  }
  return seen.map((heading) => `<a href="#${slug(heading.text)}">${heading.text}</a>`).join('\n');
}

const text = writeDocument(2_000);
const blocks = parseBlocks(text);
const html = `${tableOfContents(blocks)}\n${blocks.map(renderBlock).join('\n')}`;
console.log(`${text.length} characters of Markdown, ${blocks.length} blocks, ${html.length} characters of HTML`);
