/** Longer names only push the rest of a hover out of sight. */
const longest = 200;

/**
 * Text that a profile names, as Markdown that shows just this text. Every character that Markdown, HTML, VS Code's
 * `$(icons)` or the recognition of bare links could act on becomes an entity; characters that no one can see, among
 * them those that turn the writing direction, are dropped.
 */
export function escapeMarkdown(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return short
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}
