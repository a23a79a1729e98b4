'use strict';

const kinds = [
  { type: 'heading', start: /^(#{1,6}) (.*)$/ },
  { type: 'code', start: /^```/ },
  { type: 'list', start: /^[-*] (.*)$/ },
  { type: 'quote', start: /^> (.*)$/ },
];

/** Splits a document into headings, code, lists, quotes and paragraphs. */
function parseBlocks(text) {
  const lines = text.split('\n');
  const blocks = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at].trim() === '') at++;
    else at = readBlock(lines, at, blocks);
  }
  return blocks;
}

/** Adds the block that starts at a line, and gives the line after it. */
function readBlock(lines, at, blocks) {
  const kind = kindOf(lines[at]);
  const end =
    kind === 'code' ? lines.findIndex((line, index) => index > at && line.startsWith('```')) + 1 : blockEnd(lines, at);
  const own = lines.slice(at, end);
  if (kind === 'heading') {
    const [, marks, text] = kinds[0].start.exec(own[0]);
    blocks.push({ type: kind, level: marks.length, text });
    return at + 1;
  }
  if (kind === 'code') blocks.push({ type: kind, text: own.slice(1, -1).join('\n') });
  else if (kind === 'list') blocks.push({ type: kind, items: own.map((line) => line.slice(2)) });
  else if (kind === 'quote') blocks.push({ type: kind, text: own.map((line) => line.replace(/^> ?/, '')).join(' ') });
  else blocks.push({ type: kind, text: own.join(' ') });
  return end;
}

function kindOf(line) {
  return kinds.find(({ start }) => start.test(line))?.type ?? 'paragraph';
}

function blockEnd(lines, at) {
  let end = at;
  while (end < lines.length && lines[end].trim() !== '') end++;
  return end;
}

module.exports = { parseBlocks };
